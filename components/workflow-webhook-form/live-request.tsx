"use client";

import { Button, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useMemo, useState } from "react";
import { useWatch } from "react-hook-form";
import { useConsole } from "@/components/console-context";
import { RequestShown } from "@/components/test-request/request-shown";
import { SourceDialog } from "@/components/test-request/source-dialog";
import { templatesOf } from "@/components/test-request/templates-of";
import { sourceInWords, type TrialSource } from "@/components/test-request/trial-source";
import { lookAtNotification, lookAtRequest } from "@/lib/templates/look-at-request";
import { readsOf } from "@/lib/templates/reads-of";
import { requestLook as t } from "@/texts/request-look";
import { workflowWebhookForm } from "@/texts/workflow-webhook-form";
import { type Environment, useEnvironment } from "./environment";
import { type RequestValues, requestSettingsOf } from "./request-values";
import type { ShownValues } from "./use-shown-values";

/** Short enough to seem at once, long enough not to be in the way of typing. */
const PAUSE = 300;

interface Props {
  shown: ShownValues;
  onNested: (open: boolean) => void;
}

/** What the form comes to for a chosen contact or event, anew at every pause. */
export function LiveRequest({ shown, onNested }: Props) {
  const environment = useEnvironment();
  const values = useWatch() as RequestValues;
  const [settled] = useDebouncedValue(values, PAUSE);
  const { clientId } = useConsole();
  const look = useMemo(() => lookAt(settled, environment, clientId), [settled, environment, clientId]);
  const [choosing, setChoosing] = useState(false);
  const choose = (open: boolean) => {
    setChoosing(open);
    onNested(open);
  };
  const use = async (source: TrialSource) => {
    if (await shown.choose(source)) choose(false);
  };
  const { dataCenterId } = values;
  return (
    <Paper withBorder p="md" component="section" aria-label={t.title}>
      <Stack gap="sm">
        <Group justify="space-between" gap="xs">
          <Title order={3} size="h4">
            {t.title}
          </Title>
          <Button variant="default" size="xs" disabled={dataCenterId === null} onClick={() => choose(true)}>
            {workflowWebhookForm.result.change}
          </Button>
        </Group>
        <Text size="sm" c="dimmed" role="status" style={{ overflowWrap: "anywhere" }}>
          {workflowWebhookForm.result.for(sourceInWords(shown.source))}
        </Text>
        {settled.url.trim() === "" ? (
          <Text size="sm" c="dimmed">
            {t.waiting}
          </Text>
        ) : (
          <RequestShown look={look} note={t.moreHere} />
        )}
      </Stack>
      {dataCenterId !== null && (
        <SourceDialog
          opened={choosing}
          dataCenterId={dataCenterId}
          reads={readsOf(templatesOf(requestSettingsOf(settled)), environment.fields)}
          source={shown.source}
          pending={shown.pending}
          onUse={use}
          onClose={() => choose(false)}
        />
      )}
    </Paper>
  );
}

function lookAt(values: RequestValues, { fields, parameters, scope }: Environment, clientId: number) {
  const settings = requestSettingsOf(values);
  if ("scenario" in settings) {
    return lookAtNotification(settings, scope, { fields, parameters, accountId: clientId });
  }
  const hasAuthorization = ["basic", "bearer", "raw"].includes(values.authentication.type);
  return lookAtRequest(settings, scope, { fields, parameters, hasAuthorization });
}
