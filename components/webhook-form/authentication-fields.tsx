"use client";

import { Button, CloseButton, Group, Select, SimpleGrid, Stack, Text, TextInput } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useFieldArray, useFormContext, useWatch } from "react-hook-form";
import { CredentialFields } from "@/components/connector-form/credential-fields";
import { useConnectors } from "@/components/connector-form/use-connectors";
import { SecretInput } from "@/components/ui/secret-input";
import {
  AUTHENTICATION_HINTS,
  type AuthenticationType,
  CREDENTIAL_TYPES,
  OWN_AUTHENTICATION,
  SAVED_CONNECTOR,
} from "@/texts/authentication";
import { webhookFormRequest } from "@/texts/webhook-form-request";
import { ConnectorField } from "./connector-field";
import type { FormValues } from "./form-values";
import { offersOf } from "./profile-rules";
import { BELOW, useErrorAt, useField } from "./use-field";
import classes from "./webhook-form.module.css";

const t = webhookFormRequest.authentication;

export function AuthenticationFields({ onNested }: { onNested: (open: boolean) => void }) {
  const { value: type, ...field } = useField("authentication.type", t.type);
  const keepStored = useKeepStored();
  const profile = useWatch<FormValues, "profile">({ name: "profile" });
  const offered = offersOf(profile).authentication;
  const { connectors = [] } = useConnectors();
  if (type === "none" && offered.length === 1) return null;
  const isOffered = (value: AuthenticationType) => value === type || offered.includes(value);
  const canConnect = type === "connector" || (connectors.length > 0 && offered.includes("connector"));
  return (
    <Stack gap="sm">
      <Select
        {...field}
        data={[
          ...OWN_AUTHENTICATION.filter(({ value }) => isOffered(value)),
          // What only programs can give a webhook is shown where it has it.
          ...PROGRAMS_OWN.filter(({ value }) => value === type),
          ...(canConnect ? [{ group: "", items: [SAVED_CONNECTOR] }] : []),
        ]}
        classNames={{ group: classes.divided }}
        value={type}
        onChange={(next) => {
          field.onChange(next);
          keepStored(next as AuthenticationType);
        }}
        allowDeselect={false}
        description={AUTHENTICATION_HINTS[type]}
        inputWrapperOrder={BELOW}
      />
      {(type === "basic" || type === "bearer" || type === "api_key") && <CredentialFields type={type} />}
      {type === "raw" && <RawField />}
      {type === "headers" && <CustomHeaderFields />}
      {type === "connector" && <ConnectorField onNested={onNested} />}
    </Stack>
  );
}

const PROGRAMS_OWN = CREDENTIAL_TYPES.filter(({ value }) => value !== "basic");

/** A stored value is of one type: for another it has to be entered; back at its own, it stays. */
function useKeepStored() {
  const { getValues, setValue, formState } = useFormContext<FormValues>();
  const stored = formState.defaultValues?.authentication;
  return (next: AuthenticationType) => {
    const typed = getValues("authentication.value");
    if (!stored || stored.value !== undefined || typed) return;
    setValue("authentication.value", next === stored.type ? undefined : "");
  };
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
