"use client";

import { Anchor, Skeleton, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useFormContext, useWatch } from "react-hook-form";
import { useConsole } from "@/components/console-context";
import { RequestPart } from "@/components/run-inspector/request-part";
import type { HindsightInput, RecalledEvent } from "@/lib/drafts/hindsight-schema";
import { draftQueries } from "@/lib/drafts/queries";
import { paths } from "@/lib/paths";
import { hindsight as t } from "@/texts/hindsight";
import type { FormValues } from "../form-values";
import { recalledRequestInput } from "./asked-of-form";
import { NotTold } from "./not-told";
import { useSettled } from "./use-settled";

interface Props {
  event: RecalledEvent;
  input: HindsightInput;
}

/** The request that the form, as it stands, would have made for the event. */
export function RecalledRequest({ event, input }: Props) {
  const { actions } = useConsole();
  const { control } = useFormContext<FormValues>();
  const [url, authentication, headers, delivery] = useWatch({
    control,
    name: ["url", "authentication", "headers", "delivery"],
  });
  const now = recalledRequestInput(input, { url, authentication, headers, delivery }, event.id);
  const { settled, typing } = useSettled(now);
  const { data, error, isPlaceholderData, refetch } = useQuery(
    draftQueries.recalledRequest(settled, actions.recallRequestOfDraft),
  );
  const title = event.why === null ? t.request : t.requestAnyway;
  const outdated = typing || isPlaceholderData;
  return (
    <Stack gap="xs" py="xs" component="section" aria-label={title}>
      <Text size="sm" fw={500}>
        {title}
      </Text>
      {delivery.batch.max > 1 && (
        <Text size="xs" c="dimmed">
          {t.inOneRequest(delivery.batch.max)}
        </Text>
      )}
      {error && <NotTold title={t.requestFailed} error={error} onRetry={() => refetch()} />}
      {data && (
        <Stack gap="xs" aria-busy={outdated} style={{ opacity: outdated ? 0.6 : 1 }}>
          {data.urlProblem !== null && <Text size="sm">{data.urlProblem}</Text>}
          <RequestPart request={data.request} />
        </Stack>
      )}
      {!data && !error && <Skeleton h={160} aria-busy="true" />}
      {event.sample ? (
        <Text size="xs" c="dimmed">
          {t.sampleHint}
        </Text>
      ) : (
        // Beside the form, which may hold what is not saved yet.
        <Anchor href={paths.event(event.id)} target="_blank" size="sm">
          {t.openEvent}
        </Anchor>
      )}
    </Stack>
  );
}
