"use client";

import { Fieldset, Select, Stack, Text } from "@mantine/core";
import { useFormContext, useWatch } from "react-hook-form";
import { webhookFormEvents as t } from "@/texts/webhook-form-events";
import { EMPTY_TRIGGER, type FormValues } from "../form-values";
import { canSend } from "../profile-rules";
import { TRIGGERS } from "../trigger-options";
import { withType } from "../trigger-type";
import { useErrorAt } from "../use-field";
import type { ProfileSwitch } from "../use-profile-switch";
import { CheckedEvent } from "./checked-event";

/** Every event that the style can write, to be checked (S3.7); the others change the delivery. */
export function CheckedEvents({ profiles }: { profiles: ProfileSwitch }) {
  const { control, getValues, setValue } = useFormContext<FormValues>();
  const [triggers, style] = useWatch({ control, name: ["triggers", "delivery.payloadStyle"] });
  const nothing = useErrorAt("triggers.0.type", "");
  const missing = nothing !== undefined && triggers[0]?.type === "";

  const check = (type: string, checked: boolean) => {
    const others = getValues("triggers").filter((trigger) => trigger.type !== "" && trigger.type !== type);
    const next = checked ? [...others, withType(EMPTY_TRIGGER, type, style)] : others;
    setValue("triggers", next.length > 0 ? next : [EMPTY_TRIGGER], {
      shouldDirty: true,
      shouldValidate: true,
    });
  };
  const families = grouped((type) => canSend(style, type));
  const others = grouped((type) => !canSend(style, type));

  return (
    <Stack gap="md">
      {families.map(({ group, items }) => (
        <Fieldset key={group} legend={group} variant="unstyled" styles={LEGEND}>
          <Stack gap="sm" mt="xs">
            {items.map(({ value, label }) => (
              <CheckedEvent
                key={value}
                type={value}
                label={label}
                index={triggers.findIndex(({ type }) => type === value)}
                invalid={missing}
                onCheck={(checked) => check(value, checked)}
              />
            ))}
          </Stack>
        </Fieldset>
      ))}
      {missing && (
        <Text size="xs" c="var(--mantine-color-error)" role="alert">
          {t.none}
        </Text>
      )}
      <Select
        label={t.other}
        description={t.otherHint}
        placeholder={t.otherPlaceholder}
        data={others}
        value={null}
        onChange={(type) => type && profiles.chooseTrigger(triggers.length, type)}
        searchable
        maxDropdownHeight={260}
      />
    </Stack>
  );
}

const LEGEND = { legend: { fontSize: "var(--mantine-font-size-sm)", fontWeight: 600 } };

const grouped = (fits: (type: string) => boolean) =>
  TRIGGERS.map(({ group, items }) => ({ group, items: items.filter(({ value }) => fits(value)) })).filter(
    ({ items }) => items.length > 0,
  );
