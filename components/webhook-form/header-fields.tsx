"use client";

import { Button, Checkbox, CloseButton, Group, SimpleGrid, Stack, Text, TextInput } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useFieldArray, useFormContext } from "react-hook-form";
import { SecretInput } from "@/components/ui/secret-input";
import { webhookFormRequest } from "@/texts/webhook-form-request";
import { Disclosure } from "./disclosure";
import type { FormValues } from "./form-values";
import { useErrorAt, useField } from "./use-field";

const t = webhookFormRequest.headers;

const EMPTY = { name: "", value: "", secret: false };

/** S1.36: more headers, whatever the authentication is. */
export function HeaderFields() {
  const { control, formState } = useFormContext<FormValues>();
  const { fields, append, remove } = useFieldArray({ control, name: "headers" });
  const [opened, setOpened] = useState(fields.length > 0);
  const error = useErrorAt("headers", t.list);
  const expanded = opened || formState.errors.headers !== undefined;

  return (
    <Disclosure
      title={t.title}
      note={t.count(fields.length)}
      expanded={expanded}
      onToggle={() => {
        if (!expanded && fields.length === 0) append(EMPTY, { shouldFocus: false });
        setOpened(!expanded);
      }}
    >
      <Stack gap="xs" pt="xs">
        {fields.map(({ id }, index) => (
          <HeaderRow key={id} index={index} onRemove={() => remove(index)} />
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
            onClick={() => append(EMPTY)}
          >
            {t.add}
          </Button>
        </Group>
      </Stack>
    </Disclosure>
  );
}

function HeaderRow({ index, onRemove }: { index: number; onRemove: () => void }) {
  const number = index + 1;
  const { label: _name, ...name } = useField(`headers.${index}.name`, t.name);
  const { label: _value, ref, ...value } = useField(`headers.${index}.value`, t.value);
  const { value: secret, onChange, ...tick } = useField(`headers.${index}.secret`, t.secret);
  return (
    <Group gap="xs" align="flex-start" wrap="nowrap">
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs" flex={1}>
        <TextInput {...name} aria-label={t.nameOf(number)} placeholder={t.name} autoComplete="off" />
        {secret ? (
          <SecretInput {...value} label={t.valueOf(number)} hideLabel />
        ) : (
          <TextInput
            {...value}
            value={value.value ?? ""}
            ref={ref}
            aria-label={t.valueOf(number)}
            placeholder={t.value}
            autoComplete="off"
          />
        )}
      </SimpleGrid>
      <Checkbox
        {...tick}
        checked={secret}
        aria-label={t.secretOf(number)}
        mt={8}
        onChange={(event) => {
          // What was kept as a secret can't be shown as plain text: it has to be typed again.
          if (value.value === undefined) value.onChange("");
          onChange(event.currentTarget.checked);
        }}
      />
      <CloseButton aria-label={t.remove(number)} onClick={onRemove} mt={4} />
    </Group>
  );
}
