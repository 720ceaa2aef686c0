"use client";

import { Skeleton, Stack, Text, VisuallyHidden } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useFormContext, useWatch } from "react-hook-form";
import { useConsole } from "@/components/console-context";
import type { HindsightInput } from "@/lib/drafts/hindsight-schema";
import { draftQueries } from "@/lib/drafts/queries";
import { common } from "@/texts/common";
import { hindsight as t } from "@/texts/hindsight";
import type { FormValues } from "../form-values";
import { lookBackInput } from "./asked-of-form";
import { NotTold } from "./not-told";
import { Recalled } from "./recalled";
import { useSettled } from "./use-settled";

/** *What would have happened*: the form as it stands against the last stored events. */
export function Hindsight({ maxHeight }: { maxHeight?: string }) {
  const { control } = useFormContext<FormValues>();
  const [dataCenterId, triggers, profile, delivery] = useWatch({
    control,
    name: ["dataCenterId", "triggers", "profile", "delivery"],
  });
  const input = lookBackInput({ dataCenterId, triggers, profile, delivery });
  return (
    <Stack gap="sm" component="section" aria-label={t.title}>
      <Text size="sm" c="dimmed">
        {typeof input === "string" ? t[input] : t.intro}
      </Text>
      {typeof input !== "string" && dataCenterId !== null && (
        <LookBack key={dataCenterId} {...{ input, dataCenterId, maxHeight }} />
      )}
    </Stack>
  );
}

interface Props {
  input: HindsightInput;
  dataCenterId: number;
  maxHeight: string | undefined;
}

function LookBack({ input, dataCenterId, maxHeight }: Props) {
  const { actions } = useConsole();
  const { settled, typing } = useSettled(input);
  const { data, error, isFetching, isPlaceholderData, refetch } = useQuery(
    draftQueries.hindsight(settled, actions.lookBackWithDraft),
  );
  return (
    <>
      <VisuallyHidden role="status">{isFetching ? common.loading : ""}</VisuallyHidden>
      {error && <NotTold title={t.failed} error={error} onRetry={() => refetch()} />}
      {data && (
        <Recalled
          {...{ hindsight: data, input: settled, dataCenterId, maxHeight }}
          outdated={typing || isPlaceholderData}
          fetching={isFetching}
          onAgain={() => refetch()}
        />
      )}
      {!data && !error && <Waiting />}
    </>
  );
}

const Waiting = () => (
  <Stack gap="xs" aria-busy="true">
    {["a", "b", "c", "d", "e"].map((key) => (
      <Skeleton key={key} h={36} />
    ))}
  </Stack>
);
