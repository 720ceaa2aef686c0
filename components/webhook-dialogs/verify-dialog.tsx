"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { Button, Group, NumberInput, Select, Stack, Text } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type Control, useController, useForm } from "react-hook-form";
import { useConsole } from "@/components/console-context";
import { ProblemAlert } from "@/components/ui/problem-alert";
import { setFieldErrors } from "@/components/ui/set-field-errors";
import { useAction } from "@/components/ui/use-action";
import { useDialogView } from "@/components/ui/use-dialog-view";
import { dataCenterQueries } from "@/lib/data-centers/queries";
import { runQueries } from "@/lib/runs/queries";
import type { RunRow } from "@/lib/runs/schema";
import type { WebhookView } from "@/lib/webhooks/schema";
import { type VerifyInput, verifySchema } from "@/lib/webhooks/verify-schema";
import { common } from "@/texts/common";
import { fieldSentence } from "@/texts/sentence";
import { webhookDialogs } from "@/texts/webhook-dialogs";
import { SentRun } from "./sent-run";
import { VerifyResult } from "./verify-result";
import { WebhookDialog } from "./webhook-dialog";

const t = webhookDialogs.verify;

const LABELS = { mailingId: t.mailing, numberOfEvents: t.numberOfEvents };

export function VerifyDialog({ id, inspecting }: { id: string | undefined; inspecting: boolean }) {
  const { close } = useDialogView();
  return (
    <WebhookDialog
      id={id}
      closeOnEscape={!inspecting}
      trapFocus={!inspecting}
      title={(webhook) => (webhook ? t.titleOf(webhook.label) : t.title)}
      onClose={() => close("verify")}
    >
      {(webhook) => <Verify webhook={webhook} />}
    </WebhookDialog>
  );
}

function Verify({ webhook }: { webhook: WebhookView }) {
  const { actions } = useConsole();
  const { close } = useDialogView();
  const { run, pending, problem } = useAction();
  const queryClient = useQueryClient();
  const [result, setResult] = useState<RunRow>();
  const { control, handleSubmit, setError } = useForm({
    resolver: zodResolver(verifySchema),
    defaultValues: { numberOfEvents: 1 } as VerifyInput,
  });
  const number = useController({ control, name: "numberOfEvents" });

  const submit = handleSubmit(async (values) => {
    setResult(undefined);
    const answer = await run(() => actions.verify(webhook.id, values));
    if (!answer.ok) return setFieldErrors(answer.problem, LABELS, setError);
    setResult(answer.value.runs[0]);
    await queryClient.invalidateQueries({ queryKey: runQueries.ofWebhook(webhook.id) });
  });

  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <Text size="sm" style={{ overflowWrap: "anywhere" }}>
          {t.about(webhook.url).map((part, index) => (index % 2 === 0 ? part : <b key={part}>{part}</b>))}
        </Text>
        <MailingField control={control} dataCenterId={webhook.dataCenterId} />
        <NumberInput
          {...number.field}
          label={t.numberOfEvents}
          description={t.numberHint}
          error={
            number.fieldState.error && fieldSentence(t.numberOfEvents, number.fieldState.error.message ?? "")
          }
          min={1}
          max={100}
          clampBehavior="none"
          allowDecimal={false}
          allowNegative={false}
          data-autofocus
        />
        {problem && !problem.errors.some(({ path }) => path in LABELS) && (
          <ProblemAlert title={t.refused}>{problem.detail}</ProblemAlert>
        )}
        <div aria-live="polite">
          {result && (
            <SentRun run={result} url={webhook.url}>
              <VerifyResult run={result} />
            </SentRun>
          )}
        </div>
        <Group justify="flex-end" mt="xs">
          <Button variant="default" onClick={() => close("verify")}>
            {common.done}
          </Button>
          <Button type="submit" loading={pending}>
            {t.send}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** In place of a mailing's id, which is a number. */
const SAMPLE = "sample";

const SHOWN_AT_ONCE = 100;

function MailingField({ control, dataCenterId }: { control: Control<VerifyInput>; dataCenterId: number }) {
  const { field, fieldState } = useController({ control, name: "mailingId" });
  const { data: mailings = [], error } = useQuery(dataCenterQueries.list(dataCenterId, "mailings"));
  return (
    <Select
      ref={field.ref}
      label={t.mailing}
      data={[
        { value: SAMPLE, label: t.sampleMailing },
        ...mailings.map(({ id, name }) => ({ value: String(id), label: t.mailingOf(name, id) })),
      ]}
      value={field.value === undefined ? SAMPLE : String(field.value)}
      onChange={(value) => field.onChange(value === null || value === SAMPLE ? undefined : Number(value))}
      onBlur={field.onBlur}
      error={fieldState.error?.message ?? (error ? t.mailingsNotLoaded : undefined)}
      searchable
      limit={SHOWN_AT_ONCE}
      nothingFoundMessage={t.noMailing}
      allowDeselect={false}
    />
  );
}
