"use client";

import { CloseButton, Group, MultiSelect, Select, Stack, Text } from "@mantine/core";
import { useFieldArray, useFormContext, useWatch } from "react-hook-form";
import { useConsole } from "@/components/console-context";
import { webhookForm } from "@/texts/webhook-form";
import { DetailsHeader } from "./details-header";
import type { FormValues } from "./form-values";
import { useErrorAt, useField } from "./use-field";

const t = webhookForm.leadScorings;

export function LeadScoringDetails({ index }: { index: number }) {
  const { control } = useFormContext<FormValues>();
  const unplaced = useWatch({ control, name: "dataCenterId" }) === null;
  const { fields, append, remove } = useFieldArray({ control, name: `triggers.${index}.leadScorings` });
  const error = useErrorAt(`triggers.${index}.leadScorings`, t.list);
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
        summary={unplaced ? webhookForm.details.chooseDataCenter : fields.length === 0 ? t.any : t.anyOfThese}
        hint={leadScorings.length === 0 ? t.none : t.addHint}
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
  const { value, label: _label, onChange, ...field } = useField(`${path}.${at}.id`, t.label);
  const { label: _stages, ...stages } = useField(`${path}.${at}.stageIds`, t.stages);
  const options = leadScorings.find(({ id }) => id === value)?.stages ?? [];
  const free = leadScorings.filter(({ id }) => id === value || !chosen.includes(id));
  const known = value === null || leadScorings.some(({ id }) => id === value);
  return (
    <Group gap="xs" wrap="nowrap" align="flex-start">
      <Group gap="xs" grow preventGrowOverflow={false} style={{ flex: 1 }} align="flex-start">
        <Select<number>
          {...field}
          aria-label={t.numbered(at + 1)}
          data={[
            ...free.map(({ id, name }) => ({ value: id, label: name })),
            ...(known ? [] : [{ value, label: t.gone(value) }]),
          ]}
          value={value}
          onChange={(id) => {
            onChange(id);
            setValue(`${path}.${at}.stageIds`, [], { shouldDirty: true });
          }}
          allowDeselect={false}
          searchable
          placeholder={t.placeholder}
          miw={180}
        />
        <MultiSelect<number>
          {...stages}
          aria-label={t.stagesOf(at + 1)}
          data={options.map(({ id, name, threshold }) => ({
            value: id,
            label: t.stageOption(name, threshold),
          }))}
          disabled={value === null}
          placeholder={stages.value.length === 0 ? t.anyStage : undefined}
          clearable
          miw={180}
        />
      </Group>
      <CloseButton aria-label={t.remove(at + 1)} onClick={onRemove} mt={4} />
    </Group>
  );
}

function useLeadScorings() {
  const { dataCenters } = useConsole();
  const { control } = useFormContext<FormValues>();
  const dataCenterId = useWatch({ control, name: "dataCenterId" });
  return dataCenters.find(({ id }) => id === dataCenterId)?.leadScorings ?? [];
}
