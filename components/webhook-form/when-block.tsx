"use client";

import { Button, Group, Select, Stack, TagsInput, Text } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useFieldArray, useFormContext, useWatch } from "react-hook-form";
import { triggerDescription } from "@/texts/triggers";
import { webhookForm } from "@/texts/webhook-form";
import { webhookFormDelivery } from "@/texts/webhook-form-delivery";
import { webhookSettings } from "@/texts/webhook-settings";
import { FormBlock } from "./form-block";
import { EMPTY_TRIGGER, type FormValues } from "./form-values";
import { LeadScoringDetails } from "./lead-scoring-details";
import { OtherDetails } from "./other-details";
import { PersonaDetails } from "./persona-details";
import { ProfileNotice } from "./profile-notice";
import { profileFor, takesSeveral } from "./profile-rules";
import { TRIGGERS } from "./trigger-options";
import { needsKind } from "./trigger-type";
import { useErrorAt, useField } from "./use-field";
import type { ProfileSwitch } from "./use-profile-switch";

const t = webhookForm.when;

/** One trigger; several only for a webhook whose profile allows it. */
export function WhenBlock({ profiles }: { profiles: ProfileSwitch }) {
  const { control } = useFormContext<FormValues>();
  const { fields, append, remove } = useFieldArray({ control, name: "triggers" });
  const [profile, delivery] = useWatch({ control, name: ["profile", "delivery"] });
  const error = useErrorAt("triggers", t.list);
  return (
    <FormBlock title={t.title}>
      {fields.map(({ id }, index) => (
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
      {takesSeveral({ profile, delivery }) && (
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
      {value.startsWith("persona.") && <PersonaDetails index={index} />}
      {value.startsWith("lead_scoring.") && <LeadScoringDetails index={index} />}
      {value === "contact.updated" && <PropertiesField index={index} />}
      {needsKind(value, style) && <OptInKindField index={index} />}
      <OtherDetails index={index} />
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

function PropertiesField({ index }: { index: number }) {
  const field = useField(`triggers.${index}.properties`, t.properties);
  return (
    <TagsInput
      {...field}
      placeholder={field.value.length > 0 ? undefined : t.anyProperty}
      description={t.propertiesHint}
      clearable
      acceptValueOnBlur
    />
  );
}

/** In a stream each kind of opt-in is a type of its own. */
function OptInKindField({ index }: { index: number }) {
  const { value, onChange, ...field } = useField(`triggers.${index}.others.optInKinds`, t.optInKind);
  const [kind = null] = (value ?? []) as string[];
  return (
    <Select
      {...field}
      data={OPT_IN_KINDS}
      value={kind}
      onChange={(chosen) => onChange(chosen === null ? [] : [chosen])}
      allowDeselect={false}
    />
  );
}

const OPT_IN_KINDS = (["single", "confirmed", "double"] as const).map((value) => ({
  value,
  label: t.optInKinds[value],
}));
