"use client";

import { CloseButton, Group, Select, Stack, Text } from "@mantine/core";
import { useFieldArray, useFormContext, useWatch } from "react-hook-form";
import { useConsole } from "@/components/console-context";
import { webhookForm } from "@/texts/webhook-form";
import { DetailsHeader } from "./details-header";
import type { FormValues } from "./form-values";
import { useErrorAt, useField } from "./use-field";

const t = webhookForm.personas;

export function PersonaDetails({ index }: { index: number }) {
  const { control } = useFormContext<FormValues>();
  const unplaced = useWatch({ control, name: "dataCenterId" }) === null;
  const { fields, append, remove } = useFieldArray({ control, name: `triggers.${index}.personas` });
  const error = useErrorAt(`triggers.${index}.personas`, t.list);
  const personas = usePersonas();
  return (
    <Stack gap="xs">
      {fields.map(({ id }, at) => (
        <PersonaRow key={id} index={index} at={at} onRemove={() => remove(at)} />
      ))}
      {error && (
        <Text size="xs" c="var(--mantine-color-error)" role="alert">
          {error}
        </Text>
      )}
      <DetailsHeader
        summary={unplaced ? webhookForm.details.chooseDataCenter : fields.length === 0 ? t.any : t.anyOfThese}
        hint={personas.length === 0 ? t.none : t.addHint}
        disabled={fields.length >= personas.length}
        onAdd={() => append({ id: null })}
      />
    </Stack>
  );
}

function PersonaRow({ index, at, onRemove }: { index: number; at: number; onRemove: () => void }) {
  const personas = usePersonas();
  const { control } = useFormContext<FormValues>();
  const chosen = useWatch({ control, name: `triggers.${index}.personas` }).map(({ id }) => id);
  const { value, label: _label, ...field } = useField(`triggers.${index}.personas.${at}.id`, t.label);
  const free = personas.filter(({ id }) => id === value || !chosen.includes(id));
  const known = value === null || personas.some(({ id }) => id === value);
  return (
    <Group gap="xs" wrap="nowrap" align="flex-start">
      <Select<number>
        {...field}
        aria-label={t.numbered(at + 1)}
        data={[
          ...free.map(({ id, name, threshold }) => ({
            value: id,
            label: t.option(name, threshold),
          })),
          ...(known ? [] : [{ value, label: t.gone(value) }]),
        ]}
        value={value}
        allowDeselect={false}
        searchable
        placeholder={t.placeholder}
        style={{ flex: 1 }}
      />
      <CloseButton aria-label={t.remove(at + 1)} onClick={onRemove} mt={4} />
    </Group>
  );
}

function usePersonas() {
  const { dataCenters } = useConsole();
  const { control } = useFormContext<FormValues>();
  const dataCenterId = useWatch({ control, name: "dataCenterId" });
  return dataCenters.find(({ id }) => id === dataCenterId)?.personas ?? [];
}
