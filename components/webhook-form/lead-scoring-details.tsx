"use client";

import { CloseButton, Group, MultiSelect, Select, Stack, Text } from "@mantine/core";
import { useFieldArray, useFormContext, useWatch } from "react-hook-form";
import { useConsole } from "@/components/console-context";
import { DetailsHeader } from "./details-header";
import type { FormValues } from "./form-values";
import { useErrorAt, useField } from "./use-field";

export function LeadScoringDetails({ index }: { index: number }) {
  const { control } = useFormContext<FormValues>();
  const unplaced = useWatch({ control, name: "dataCenterId" }) === null;
  const { fields, append, remove } = useFieldArray({ control, name: `triggers.${index}.leadScorings` });
  const error = useErrorAt(`triggers.${index}.leadScorings`, "The list of lead scorings");
  const leadScorings = useLeadScorings();
  return (
    <Stack gap="xs">
      {fields.map(({ id }, at) => (
        <LeadScoringRow key={id} index={index} at={at} onRemove={() => remove(at)} />
      ))}
      {error && (
        <Text size="xs" c="var(--mantine-color-error)" role="alert">
          {error}
        </Text>
      )}
      <DetailsHeader
        summary={
          unplaced
            ? "Choose a data center to add details"
            : fields.length === 0
              ? "Any lead scoring of the data center, any stage"
              : "Any of these lead scorings"
        }
        hint={
          leadScorings.length === 0
            ? "This data center has no lead scoring"
            : "Only for a lead scoring or its stages"
        }
        disabled={fields.length >= leadScorings.length}
        onAdd={() => append({ id: null, stageIds: [] })}
      />
    </Stack>
  );
}

function LeadScoringRow({ index, at, onRemove }: { index: number; at: number; onRemove: () => void }) {
  const path = `triggers.${index}.leadScorings` as const;
  const leadScorings = useLeadScorings();
  const { control, setValue } = useFormContext<FormValues>();
  const chosen = useWatch({ control, name: path }).map(({ id }) => id);
  const { value, label, onChange, ...field } = useField(`${path}.${at}.id`, "Lead scoring");
  const { label: stagesLabel, ...stages } = useField(`${path}.${at}.stageIds`, "Stages");
  const options = leadScorings.find(({ id }) => id === value)?.stages ?? [];
  const free = leadScorings.filter(({ id }) => id === value || !chosen.includes(id));
  const known = value === null || leadScorings.some(({ id }) => id === value);
  return (
    <Group gap="xs" wrap="nowrap" align="flex-start">
      <Group gap="xs" grow preventGrowOverflow={false} style={{ flex: 1 }} align="flex-start">
        <Select<number>
          {...field}
          aria-label={`${label} ${at + 1}`}
          data={[
            ...free.map(({ id, name }) => ({ value: id, label: name })),
            ...(known ? [] : [{ value, label: `Lead scoring ${value}, no longer there` }]),
          ]}
          value={value}
          onChange={(id) => {
            onChange(id);
            setValue(`${path}.${at}.stageIds`, [], { shouldDirty: true });
          }}
          allowDeselect={false}
          searchable
          placeholder="Choose a lead scoring"
          miw={180}
        />
        <MultiSelect<number>
          {...stages}
          aria-label={`${stagesLabel} of lead scoring ${at + 1}`}
          data={options.map(({ id, name, threshold }) => ({ value: id, label: `${name} (${threshold})` }))}
          disabled={value === null}
          placeholder={stages.value.length === 0 ? "Any stage" : undefined}
          clearable
          miw={180}
        />
      </Group>
      <CloseButton aria-label={`Remove lead scoring ${at + 1}`} onClick={onRemove} mt={4} />
    </Group>
  );
}

function useLeadScorings() {
  const { dataCenters } = useConsole();
  const { control } = useFormContext<FormValues>();
  const dataCenterId = useWatch({ control, name: "dataCenterId" });
  return dataCenters.find(({ id }) => id === dataCenterId)?.leadScorings ?? [];
}
