"use client";

import { Button, CloseButton, Group, NumberInput, Select, Stack, Text } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useFormContext, useWatch } from "react-hook-form";
import { useConsole } from "@/components/console-context";
import { durationText } from "@/texts/durations";
import { webhookFormDelivery } from "@/texts/webhook-form-delivery";
import type { FormValues } from "./form-values";
import { GapInput } from "./gap-input";
import { useErrorAt } from "./use-field";

const t = webhookFormDelivery.retry;

type Retry = FormValues["delivery"]["retry"];
type Choice = "simple" | "none" | "custom" | "interval";

const CHOICES = (["simple", "none", "custom"] as const).map((value) => ({ value, label: t.choices[value] }));
const INTERVAL = { value: "interval" as const, label: t.choices.interval };

export function RetryFields() {
  const { control, setValue } = useFormContext<FormValues>();
  const { defaultDelivery } = useConsole();
  const retry = useWatch({ control, name: "delivery.retry" });
  const [choice, setChoice] = useState<Choice>(() => choiceOf(retry, defaultDelivery.retry));
  // A rule that this form can't make, but must not lose either.
  const [interval] = useState(() => (retry.kind === "interval" ? retry : undefined));
  const set = (next: Retry) => setValue("delivery.retry", next, { shouldDirty: true, shouldValidate: true });

  const choose = (next: Choice) => {
    setChoice(next);
    if (next === "none") set({ kind: "none" });
    else if (next === "interval") set(interval ?? retry);
    else if (next === "simple" || retry.kind !== "schedule") set(defaultDelivery.retry);
  };

  return (
    <Stack gap="sm">
      <Select
        label={t.label}
        data={interval ? [INTERVAL, ...CHOICES] : CHOICES}
        value={choice}
        allowDeselect={false}
        onChange={(next) => next && choose(next as Choice)}
        description={consequence(choice, retry)}
        inputWrapperOrder={["label", "input", "description", "error"]}
      />
      {choice === "custom" && retry.kind === "schedule" && <Schedule retry={retry} onChange={set} />}
    </Stack>
  );
}

type ScheduleRetry = Extract<Retry, { kind: "schedule" }>;

function Schedule({ retry, onChange }: { retry: ScheduleRetry; onChange: (retry: Retry) => void }) {
  const { delaysSeconds, jitter } = retry;
  const error = useErrorAt("delivery.retry.delaysSeconds", t.schedule);
  const replace = (delays: number[]) => onChange({ ...retry, delaysSeconds: delays });
  return (
    <Stack gap="xs">
      {delaysSeconds.map((seconds, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a gap has no identity but its place
        <Group key={index} gap="xs" align="flex-start" wrap="nowrap">
          <GapInput
            number={index + 1}
            seconds={seconds}
            onChange={(next) => replace(delaysSeconds.with(index, next))}
          />
          {delaysSeconds.length > 1 && (
            <CloseButton
              aria-label={t.removeGap(index + 1)}
              onClick={() => replace(delaysSeconds.toSpliced(index, 1))}
              mt={4}
            />
          )}
        </Group>
      ))}
      {error && (
        <Text size="xs" c="var(--mantine-color-error)" role="alert">
          {error}
        </Text>
      )}
      <Group align="flex-end">
        <Button
          variant="default"
          size="xs"
          leftSection={<IconPlus size={14} aria-hidden />}
          disabled={delaysSeconds.length >= 50}
          onClick={() => replace([...delaysSeconds, delaysSeconds.at(-1) ?? 60])}
        >
          {t.addGap}
        </Button>
      </Group>
      <NumberInput
        label={t.jitter}
        description={t.jitterHint}
        value={Number.isNaN(jitter) ? "" : Math.round(jitter * 100)}
        onChange={(percent) =>
          onChange({ ...retry, jitter: percent === "" ? Number.NaN : Number(percent) / 100 })
        }
        min={0}
        max={100}
        allowDecimal={false}
        w={{ base: "100%", xs: 260 }}
      />
    </Stack>
  );
}

function choiceOf(retry: Retry, simple: Retry): Choice {
  if (retry.kind !== "schedule") return retry.kind;
  return JSON.stringify(sorted(retry)) === JSON.stringify(sorted(simple)) ? "simple" : "custom";
}

const sorted = (retry: Retry) => (retry.kind !== "schedule" ? [] : [retry.delaysSeconds, retry.jitter]);

function consequence(choice: Choice, retry: Retry): string {
  if (choice === "none" || retry.kind === "none") return t.lostAtOnce;
  if (retry.kind === "interval") return t.interval(retry);
  const gaps = retry.delaysSeconds.map((seconds) => (Number.isNaN(seconds) ? "?" : durationText(seconds)));
  return choice === "simple" ? t.simple(gaps.join(", "), retry) : t.custom(retry);
}
