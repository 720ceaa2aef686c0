"use client";

import {
  ActionIcon,
  Button,
  Fieldset,
  Group,
  MultiSelect,
  Select,
  SimpleGrid,
  Stack,
  TextInput,
} from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { Controller, useFieldArray, useForm } from "react-hook-form";
import { ProblemAlert } from "@/components/ui/problem-alert";
import { CONSENT_FIELDS, STATISTICS } from "@/lib/contacts/schema";
import { common } from "@/texts/common";
import { CONSENT_NAMES, CONSENT_TYPES, STATISTIC_NAMES, contacts as t } from "@/texts/contacts";
import { fieldSentence } from "@/texts/sentence";
import type { ContactValues } from "./contact-values";

export interface Fault {
  path: string;
  message: string;
}

interface Props {
  values: ContactValues;
  groups: { id: number; name: string }[];
  fields: { code: string; label: string }[];
  isNew: boolean;
  pending: boolean;
  problem: { detail: string; errors: Fault[] } | undefined;
  problemTitle: string;
  submitLabel: string;
  onSubmit(values: ContactValues): void;
  onCancel(): void;
}

const CONSENT_OPTIONS = Object.entries(CONSENT_TYPES).map(([value, label]) => ({ value, label }));

export function ContactForm(props: Props) {
  const { values, groups, fields, isNew, pending, problem, problemTitle, submitLabel, onSubmit, onCancel } =
    props;
  const { register, control, handleSubmit } = useForm({ defaultValues: values });
  const properties = useFieldArray({ control, name: "properties" });
  const labelOf = new Map(fields.map(({ code, label }) => [code, label]));
  /** Of the whole contact or of one in a list of one. */
  const faultAt = (path: string, label: string) => {
    const found = problem?.errors.find((error) => error.path === path || error.path === `contacts.0.${path}`);
    return found && fieldSentence(label, found.message);
  };
  return (
    <form onSubmit={handleSubmit((entered) => onSubmit(entered))} noValidate>
      <Stack>
        {problem && <ProblemAlert title={problemTitle}>{problem.detail}</ProblemAlert>}
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          {isNew && (
            <TextInput
              {...register("id")}
              label={t.id}
              description={t.idDescription}
              error={faultAt("id", t.id)}
              autoComplete="off"
              data-autofocus
            />
          )}
          <TextInput
            {...register("email")}
            label={t.email}
            error={faultAt("email", t.email)}
            autoComplete="off"
            data-autofocus={!isNew || undefined}
          />
        </SimpleGrid>
        <Fieldset legend={t.properties}>
          <Stack gap="xs">
            {properties.fields.map(({ id, name }, index) => (
              <Group key={id} gap="xs" align="flex-end" wrap="nowrap">
                <TextInput
                  {...register(`properties.${index}.name`)}
                  label={t.property}
                  description={labelOf.get(name)}
                  autoComplete="off"
                  flex={1}
                />
                <TextInput
                  {...register(`properties.${index}.value`)}
                  label={t.value}
                  autoComplete="off"
                  flex={1}
                />
                <ActionIcon
                  variant="subtle"
                  color="red"
                  size={36}
                  aria-label={t.removeProperty(name)}
                  onClick={() => properties.remove(index)}
                >
                  <IconTrash size={18} aria-hidden />
                </ActionIcon>
              </Group>
            ))}
            <Group>
              <Button
                variant="default"
                size="xs"
                leftSection={<IconPlus size={16} aria-hidden />}
                onClick={() => properties.append({ name: "", value: "" })}
              >
                {t.addProperty}
              </Button>
            </Group>
          </Stack>
        </Fieldset>
        <Fieldset legend={t.consent}>
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <Controller
              control={control}
              name="consent.consentType"
              render={({ field }) => (
                <Select
                  label={CONSENT_NAMES.consentType}
                  data={CONSENT_OPTIONS}
                  value={field.value || null}
                  placeholder={t.unknown}
                  clearable
                  onChange={(next) => field.onChange(next ?? "")}
                />
              )}
            />
            {CONSENT_FIELDS.filter((name) => name !== "consentType").map((name) => (
              <TextInput
                key={name}
                {...register(`consent.${name}`)}
                label={CONSENT_NAMES[name]}
                placeholder={name.endsWith("Date") || name.endsWith("Expiration") ? "2026-01-31" : undefined}
                error={faultAt(`consent.${name}`, CONSENT_NAMES[name])}
                autoComplete="off"
              />
            ))}
          </SimpleGrid>
        </Fieldset>
        <Fieldset legend={t.statistics}>
          <SimpleGrid cols={{ base: 1, sm: 3 }}>
            {STATISTICS.map((name) => (
              <TextInput
                key={name}
                {...register(`statistics.${name}`)}
                label={STATISTIC_NAMES[name]}
                inputMode="numeric"
                error={faultAt(`statistics.${name}`, STATISTIC_NAMES[name])}
                autoComplete="off"
              />
            ))}
          </SimpleGrid>
        </Fieldset>
        <Controller
          control={control}
          name="groupIds"
          render={({ field }) => (
            <MultiSelect
              label={t.groups}
              data={groups.map(({ id, name }) => ({ value: String(id), label: name }))}
              value={field.value}
              onChange={field.onChange}
              searchable
              error={faultAt("groupIds", t.groups)}
            />
          )}
        />
        <Group justify="flex-end" mt="xs">
          <Button variant="default" onClick={onCancel}>
            {common.cancel}
          </Button>
          <Button type="submit" loading={pending}>
            {submitLabel}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
