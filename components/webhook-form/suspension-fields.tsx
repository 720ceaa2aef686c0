"use client";

import { SimpleGrid, Stack, Switch } from "@mantine/core";
import { useFormContext, useWatch } from "react-hook-form";
import { PROFILE_DEFAULTS } from "@/lib/webhooks/profiles";
import { webhookFormDelivery as t } from "@/texts/webhook-form-delivery";
import type { FormValues } from "./form-values";
import { NumberSetting } from "./number-setting";
import { Setting, useConsequence } from "./setting";
import { useField } from "./use-field";

/** When the system stops a webhook, and whether it starts it again. */
export function SuspensionFields() {
  const { value: gone, ...goneField } = useField("delivery.suspendOnGone", t.gone);
  return (
    <>
      <Setting name="suspendOnGone">
        <Switch {...goneField} checked={gone} description={useConsequence("suspendOnGone")} />
      </Setting>
      <Setting name="suspension">
        <Suspension />
      </Setting>
    </>
  );
}

function Suspension() {
  const { control, setValue } = useFormContext<FormValues>();
  const [suspension, retry, profile] = useWatch({
    control,
    name: ["delivery.suspension", "delivery.retry", "profile"],
  });
  const consequence = useConsequence("suspension");
  const toggle = (on: boolean) => {
    const next = on ? (PROFILE_DEFAULTS[profile].suspension ?? PROFILE_DEFAULTS.simple.suspension) : null;
    setValue("delivery.suspension", structuredClone(next), { shouldDirty: true });
  };
  return (
    <Stack gap="sm">
      <Switch
        label={t.suspend}
        checked={suspension !== null}
        onChange={(event) => toggle(event.currentTarget.checked)}
        description={consequence}
      />
      {suspension && (
        <>
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            {retry.kind !== "interval" && (
              <NumberSetting
                path="delivery.suspension.failedInARow"
                label={t.failedInARow}
                min={1}
                max={1_000}
                allowDecimal={false}
              />
            )}
            <NumberSetting
              path="delivery.suspension.hoursWithoutSuccess"
              label={t.hours}
              min={1}
              max={720}
              allowDecimal={false}
            />
          </SimpleGrid>
          <AutoResume />
        </>
      )}
    </Stack>
  );
}

function AutoResume() {
  const { value, ...field } = useField("delivery.suspension.autoResume", t.autoResume);
  return <Switch {...field} checked={value} description={t.autoResumeHint} />;
}
