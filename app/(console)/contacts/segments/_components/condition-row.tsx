"use client";

import { ActionIcon, Autocomplete, Fieldset, Group, Select, SimpleGrid, TextInput } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { STANDARD_FIELDS } from "@/lib/templates/contact-fields";
import { segments as t } from "@/texts/contact-sets";
import { comparisonsOf, type DraftCondition, needsValue, type SetNames, SUBJECTS } from "./draft-rules";

interface Props {
  number: number;
  condition: DraftCondition;
  names: SetNames;
  error: string | undefined;
  fieldError: string | undefined;
  onChange(next: DraftCondition): void;
  onRemove: (() => void) | undefined;
}

export function ConditionRow({ number, condition, names, error, fieldError, onChange, onRemove }: Props) {
  const { about, field, is, value } = condition;
  const comparisons = comparisonsOf(about);
  const fieldNames = [
    ...new Set([...names.fields.map(({ code }) => code), ...STANDARD_FIELDS.map(({ name }) => name)]),
  ];
  return (
    <Fieldset legend={t.condition(number)} variant="filled">
      <Group align="flex-end" gap="xs" wrap="nowrap">
        <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }} flex={1} spacing="xs">
          <Select
            label={t.subject}
            data={SUBJECTS}
            value={about}
            allowDeselect={false}
            onChange={(next) =>
              next && onChange({ about: next, field: "", is: comparisonsOf(next)[0]?.value ?? "", value: "" })
            }
          />
          {about === "field" && (
            <Autocomplete
              label={t.fieldName}
              data={fieldNames}
              value={field}
              error={fieldError}
              onChange={(next) => onChange({ ...condition, field: next })}
            />
          )}
          <Select
            label={t.comparison}
            data={comparisons}
            value={is}
            allowDeselect={false}
            onChange={(next) => next && onChange({ ...condition, is: next })}
          />
          {about === "group" ? (
            <Select
              label={t.group}
              data={names.groups.map(({ id, name }) => ({ value: String(id), label: name }))}
              value={value || null}
              error={error}
              nothingFoundMessage={t.noGroups}
              searchable
              onChange={(next) => onChange({ ...condition, value: next ?? "" })}
            />
          ) : (
            needsValue(condition) && (
              <TextInput
                label={t.value}
                value={value}
                error={error}
                inputMode={about === "field" ? undefined : "numeric"}
                autoComplete="off"
                onChange={(event) => onChange({ ...condition, value: event.currentTarget.value })}
              />
            )
          )}
        </SimpleGrid>
        {onRemove && (
          <ActionIcon
            variant="subtle"
            color="red"
            size={36}
            aria-label={t.removeCondition(number)}
            onClick={onRemove}
          >
            <IconTrash size={18} aria-hidden />
          </ActionIcon>
        )}
      </Group>
    </Fieldset>
  );
}
