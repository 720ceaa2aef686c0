"use client";

import { Select, Stack } from "@mantine/core";
import { useState } from "react";
import { useFormContext, useWatch } from "react-hook-form";
import { PROFILE_DEFAULTS } from "@/lib/webhooks/profiles";
import { EVENT_PROFILES } from "@/lib/webhooks/schema";
import { webhookFormDelivery } from "@/texts/webhook-form-delivery";
import { webhookSettings } from "@/texts/webhook-settings";
import type { FormValues } from "./form-values";
import { same } from "./profile-rules";
import { IntervalFields } from "./retry-interval";
import { ScheduleFields } from "./retry-schedule";
import { Setting, useConsequence } from "./setting";
import { BELOW } from "./use-field";

const t = webhookFormDelivery.retry;

type Retry = FormValues["delivery"]["retry"];

/** The schedules of the profiles, by their name. */
const PRESETS = EVENT_PROFILES.filter(
  (profile) => profile !== "custom" && PROFILE_DEFAULTS[profile].retry.kind === "schedule",
);

const CHOICES = [
  ...PRESETS.map((value) => ({
    value: value as string,
    label: t.scheduleOf(webhookSettings.profiles[value] ?? value),
  })),
  { value: "own", label: t.custom },
  { value: "interval", label: t.interval },
  { value: "none", label: t.none },
];

export function RetryFields() {
  return (
    <Setting name="retry">
      <RetryChoice />
    </Setting>
  );
}

function RetryChoice() {
  const { control, setValue } = useFormContext<FormValues>();
  const retry = useWatch({ control, name: "delivery.retry" });
  const consequence = useConsequence("retry");
  // Somebody may want to change a profile's schedule, and begins with the very same.
  const [own, setOwn] = useState(false);
  const set = (next: Retry) =>
    setValue("delivery.retry", structuredClone(next), { shouldDirty: true, shouldValidate: true });

  const choose = (choice: string) => {
    const preset = PRESETS.find((profile) => profile === choice);
    setOwn(choice === "own");
    if (preset) set(PROFILE_DEFAULTS[preset].retry);
    else if (choice === "none") set({ kind: "none" });
    else if (choice === "interval") set(PROFILE_DEFAULTS.stream.retry);
    else if (retry.kind !== "schedule") set(PROFILE_DEFAULTS.simple.retry);
  };
  const choice = retry.kind !== "schedule" ? retry.kind : own ? "own" : choiceOf(retry);

  return (
    <Stack gap="sm">
      <Select
        label={t.label}
        data={CHOICES}
        value={choice}
        allowDeselect={false}
        onChange={(next) => next && next !== choice && choose(next)}
        description={consequence}
        inputWrapperOrder={BELOW}
      />
      {choice === "own" && retry.kind === "schedule" && <ScheduleFields retry={retry} onChange={set} />}
      {retry.kind === "interval" && <IntervalFields retry={retry} onChange={set} />}
    </Stack>
  );
}

const choiceOf = (retry: Retry): string =>
  PRESETS.find((profile) => same(PROFILE_DEFAULTS[profile].retry, retry)) ?? "own";
