"use client";

import { Button, CloseButton, Group, Select, SimpleGrid, Stack, Text, TextInput } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useFieldArray, useFormContext, useWatch } from "react-hook-form";
import { AUTHENTICATION_HINTS, AUTHENTICATION_OPTIONS } from "@/texts/authentication";
import { webhookFormRequest } from "@/texts/webhook-form-request";
import type { FormValues } from "./form-values";
import { offersOf } from "./profile-rules";
import { SecretInput } from "./secret-input";
import { useErrorAt, useField } from "./use-field";

const t = webhookFormRequest.authentication;

export function AuthenticationFields() {
  const { value: type, ...field } = useField("authentication.type", t.type);
  const profile = useWatch<FormValues, "profile">({ name: "profile" });
  const offered = offersOf(profile).authentication;
  if (type === "none" && offered.length === 1) return null;
  return (
    <Stack gap="sm">
      <Select
        {...field}
        data={AUTHENTICATION_OPTIONS.filter(({ value }) => value === type || offered.includes(value))}
        value={type}
        allowDeselect={false}
        description={AUTHENTICATION_HINTS[type]}
        inputWrapperOrder={["label", "input", "description", "error"]}
      />
      {type === "basic" && <BasicFields />}
      {type === "raw" && <RawField />}
      {type === "headers" && <CustomHeaderFields />}
    </Stack>
  );
}

function BasicFields() {
  const username = useField("authentication.username", t.username);
  const { ref: _, ...password } = useField("authentication.password", t.password);
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs" flex={1}>
      <TextInput {...username} required maxLength={255} autoComplete="off" />
      <SecretInput {...password} />
    </SimpleGrid>
  );
}

function RawField() {
  const { ref: _, ...field } = useField("authentication.value", t.header);
  return <SecretInput {...field} description={t.headerExample} />;
}

function CustomHeaderFields() {
  const { control } = useFormContext<FormValues>();
  const { fields, append, remove } = useFieldArray({ control, name: "authentication.headers" });
  const error = useErrorAt("authentication.headers", t.list);
  return (
    <Stack gap="xs">
      {fields.map(({ id }, index) => (
        <CustomHeader key={id} index={index} onRemove={fields.length > 1 ? () => remove(index) : undefined} />
      ))}
      {error && (
        <Text size="xs" c="var(--mantine-color-error)" role="alert">
          {error}
        </Text>
      )}
      <Group>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => append({ name: "", value: "" })}
        >
          {t.add}
        </Button>
      </Group>
    </Stack>
  );
}

function CustomHeader({ index, onRemove }: { index: number; onRemove?: () => void }) {
  const { label: _label, ...name } = useField(`authentication.headers.${index}.name`, t.name);
  const { ref: _, ...value } = useField(`authentication.headers.${index}.value`, t.value);
  return (
    <Group gap="xs" wrap="nowrap" align="flex-start">
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs" flex={1}>
        <TextInput
          {...name}
          aria-label={t.nameOf(index + 1)}
          placeholder={t.namePlaceholder}
          autoComplete="off"
        />
        <SecretInput {...value} label={t.valueOf(index + 1)} hideLabel />
      </SimpleGrid>
      {onRemove && <CloseButton aria-label={t.remove(index + 1)} onClick={onRemove} mt={4} />}
    </Group>
  );
}
