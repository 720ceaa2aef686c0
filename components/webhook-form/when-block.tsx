"use client";

import { Button, Group, Select, Stack, Text } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useFieldArray, useFormContext, useWatch } from "react-hook-form";
import { triggerDescription } from "@/texts/triggers";
import { webhookForm } from "@/texts/webhook-form";
import { webhookFormDelivery } from "@/texts/webhook-form-delivery";
import { webhookSettings } from "@/texts/webhook-settings";
import { CheckedEvents } from "./checked-events/checked-events";
import { FormBlock } from "./form-block";
import { EMPTY_TRIGGER, type FormValues } from "./form-values";
import { ProfileNotice } from "./profile-notice";
import { profileFor, takesSeveral } from "./profile-rules";
import { TriggerDetails } from "./trigger-details";
import { TRIGGERS } from "./trigger-options";
import { useErrorAt, useField } from "./use-field";
import type { ProfileSwitch } from "./use-profile-switch";

const t = webhookForm.when;

/** One trigger; several for a webhook whose profile allows it, by check boxes in the signed style (S3.7). */
export function WhenBlock({ profiles }: { profiles: ProfileSwitch }) {
  const { control } = useFormContext<FormValues>();
  const { fields, append, remove } = useFieldArray({ control, name: "triggers" });
  const [profile, delivery] = useWatch({ control, name: ["profile", "delivery"] });
  const error = useErrorAt("triggers", t.list);
  const checked = delivery.payloadStyle === "signed";
  const listed = checked ? [] : fields;
  return (
    <FormBlock title={t.title}>
      {checked && <CheckedEvents profiles={profiles} />}
      {listed.map(({ id }, index) => (
        <Stack key={id} gap="xs">
          <TriggerFields index={index} profiles={profiles} />
          {fields.length > 1 && (
            <Group>
              <Button
                variant="subtle"
                color="gray"
                size="compact-sm"
                leftSection={<IconTrash size={14} aria-hidden />}
                onClick={() => remove(index)}
              >
                {t.remove}
              </Button>
            </Group>
          )}
        </Stack>
      ))}
      {error && (
        <Text size="xs" c="var(--mantine-color-error)" role="alert">
          {error}
        </Text>
      )}
      {profiles.switched?.trigger !== undefined && (
        <ProfileNotice switched={profiles.switched} undo={profiles.undo} />
      )}
      {!checked && takesSeveral({ profile, delivery }) && (
        <Group>
          <Button
            variant="default"
            size="xs"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => append(EMPTY_TRIGGER)}
          >
            {t.add}
          </Button>
        </Group>
      )}
    </FormBlock>
  );
}

function TriggerFields({ index, profiles }: { index: number; profiles: ProfileSwitch }) {
  const { control } = useFormContext<FormValues>();
  const [profile, style] = useWatch({ control, name: ["profile", "delivery.payloadStyle"] });
  const { value, onChange: _, ...field } = useField(`triggers.${index}.type`, t.trigger);
  return (
    <Stack gap="sm">
      <Select
        {...field}
        data={TRIGGERS}
        value={value || null}
        onChange={(type) => type && type !== value && profiles.chooseTrigger(index, type)}
        renderOption={({ option }) => (
          <TriggerOption label={option.label} switchesTo={profileFor(option.value, profile, style)} />
        )}
        allowDeselect={false}
        searchable
        required
        placeholder={t.placeholder}
        nothingFoundMessage={t.nothingFound}
        description={triggerDescription(value) || undefined}
        inputWrapperOrder={["label", "input", "description", "error"]}
        maxDropdownHeight={320}
      />
      <TriggerDetails index={index} />
    </Stack>
  );
}

/** A type that the present style can't write says what choosing it brings about. */
function TriggerOption({ label, switchesTo }: { label: string; switchesTo: string | undefined }) {
  return (
    <Group gap="xs" justify="space-between" w="100%">
      {label}
      {switchesTo && (
        <Text span size="xs" c="dimmed">
          {webhookFormDelivery.profile.switches(webhookSettings.profiles[switchesTo] ?? switchesTo)}
        </Text>
      )}
    </Group>
  );
}
