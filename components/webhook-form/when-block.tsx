"use client";

import { Button, Group, Select, Stack, TagsInput } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useFieldArray, useFormContext, useWatch } from "react-hook-form";
import { triggerDescription } from "@/texts/triggers";
import { webhookForm } from "@/texts/webhook-form";
import { FormBlock } from "./form-block";
import { EMPTY_TRIGGER, type FormValues } from "./form-values";
import { LeadScoringDetails } from "./lead-scoring-details";
import { PersonaDetails } from "./persona-details";
import { needsKind, triggerOptions, withType } from "./trigger-options";
import { useField } from "./use-field";

const t = webhookForm.when;

/** One trigger; several only for a webhook whose profile allows it. */
export function WhenBlock({ severalAllowed }: { severalAllowed: boolean }) {
  const { control } = useFormContext<FormValues>();
  const { fields, append, remove } = useFieldArray({ control, name: "triggers" });
  return (
    <FormBlock title={t.title}>
      {fields.map(({ id }, index) => (
        <Stack key={id} gap="xs">
          <TriggerFields index={index} />
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
      {severalAllowed && (
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

function TriggerFields({ index }: { index: number }) {
  const { control, getValues, setValue } = useFormContext<FormValues>();
  const style = useWatch({ control, name: "delivery.payloadStyle" });
  const { value, onChange, ...field } = useField(`triggers.${index}.type`, t.trigger);
  const choose = (type: string | null) => {
    if (!type || type === value) return;
    const place = `triggers.${index}` as const;
    setValue(place, withType(getValues(place), type, style), { shouldDirty: true });
    onChange(type);
  };
  return (
    <Stack gap="sm">
      <Select
        {...field}
        data={triggerOptions(style)}
        value={value || null}
        onChange={choose}
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
    </Stack>
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
