"use client";

import { Select, Switch } from "@mantine/core";
import { SETTING_LABELS } from "@/texts/delivery-settings";
import { webhookFormDelivery as t } from "@/texts/webhook-form-delivery";
import { NumberSetting } from "./number-setting";
import { Setting, useConsequence } from "./setting";
import { BELOW, useField } from "./use-field";

const SUCCESSES = [
  { value: "2xx" as const, label: t.any2xx },
  { value: "200" as const, label: t.exactly200 },
];

export function SuccessField() {
  const field = useField("delivery.success", SETTING_LABELS.success);
  return (
    <Setting name="success">
      <Select
        {...field}
        data={SUCCESSES}
        allowDeselect={false}
        description={useConsequence("success")}
        inputWrapperOrder={BELOW}
      />
    </Setting>
  );
}

export function DeadlineField() {
  return (
    <Setting name="deadlineMs">
      <NumberSetting
        path="delivery.deadlineMs"
        label={t.deadline}
        min={1}
        max={30}
        scale={1_000}
        description={useConsequence("deadlineMs")}
      />
    </Setting>
  );
}

export function RetryAfterField() {
  const { value, ...field } = useField("delivery.honourRetryAfter", t.retryAfter);
  return (
    <Setting name="honourRetryAfter">
      <Switch {...field} checked={value} description={useConsequence("honourRetryAfter")} />
    </Setting>
  );
}
