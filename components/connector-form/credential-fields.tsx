"use client";

import { Select, SimpleGrid, Stack, TextInput } from "@mantine/core";
import type { FieldPath } from "react-hook-form";
import { SecretInput } from "@/components/ui/secret-input";
import { useFormField } from "@/components/ui/use-form-field";
import type { CredentialType } from "@/texts/authentication";
import { credential as t } from "@/texts/connectors";
import type { CredentialValues } from "./connector-values";

/** What every form with a credential in it has. */
type WithCredential = { authentication: CredentialValues };

/** What a type needs, for a connector or for a webhook of its own. */
export function CredentialFields({ type }: { type: CredentialType }) {
  switch (type) {
    case "basic":
      return (
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs">
          <UsernameField />
          <SecretFields type={type} />
        </SimpleGrid>
      );
    case "bearer":
      return <SecretFields type={type} />;
    case "api_key":
      return (
        <Stack gap="sm">
          <KeyPlaceFields />
          <SecretFields type={type} />
        </Stack>
      );
  }
}

/** The secret alone. */
export function SecretFields({ type }: { type: CredentialType }) {
  switch (type) {
    case "basic":
      return <SecretField name="authentication.password" label={t.password} />;
    case "bearer":
      return <SecretField name="authentication.token" label={t.token} description={t.tokenHint} />;
    case "api_key":
      return <SecretField name="authentication.value" label={t.key} />;
  }
}

function SecretField(props: {
  name: "authentication.password" | "authentication.token" | "authentication.value";
  label: string;
  description?: string;
}) {
  const { name, label, description } = props;
  const { ref: _, ...field } = useFormField<WithCredential, typeof name>(name, label);
  return <SecretInput {...field} description={description} />;
}

function UsernameField() {
  const field = useText("authentication.username", t.username);
  return <TextInput {...field} required maxLength={255} autoComplete="off" />;
}

const PLACES = (["header", "query"] as const).map((value) => ({ value, label: t.places[value] }));

function KeyPlaceFields() {
  const place = useFormField<WithCredential, "authentication.in">("authentication.in", t.place);
  const inHeader = place.value === "header";
  const name = useText("authentication.name", inHeader ? t.headerName : t.parameterName);
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs">
      <Select
        {...place}
        data={PLACES}
        allowDeselect={false}
        description={inHeader ? undefined : t.parameterHint}
        inputWrapperOrder={["label", "input", "description", "error"]}
      />
      <TextInput
        {...name}
        required
        maxLength={200}
        autoComplete="off"
        spellCheck={false}
        placeholder={inHeader ? t.headerExample : t.parameterExample}
      />
    </SimpleGrid>
  );
}

const useText = <Name extends FieldPath<WithCredential>>(name: Name, label: string) =>
  useFormField<WithCredential, Name>(name, label);
