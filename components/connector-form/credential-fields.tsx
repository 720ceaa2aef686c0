"use client";

import { Select, SimpleGrid, Stack, TextInput } from "@mantine/core";
import { SecretInput } from "@/components/ui/secret-input";
import { useFormField } from "@/components/ui/use-form-field";
import type { ConnectorType } from "@/texts/authentication";
import { credential as t } from "@/texts/connectors";
import { CertificateSecrets } from "./certificate-fields";
import { OAuthFields } from "./oauth-fields";
import { useText, type WithCredential } from "./use-text";

/** What a type needs, for a connector or for a webhook of its own. */
export function CredentialFields({ type }: { type: ConnectorType }) {
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
    case "oauth2":
      return (
        <OAuthFields>
          <SecretFields type={type} />
        </OAuthFields>
      );
    case "client_certificate":
      return <SecretFields type={type} />;
  }
}

/** The secret alone. */
export function SecretFields({ type }: { type: ConnectorType }) {
  switch (type) {
    case "basic":
      return <SecretField name="authentication.password" label={t.password} />;
    case "bearer":
      return <SecretField name="authentication.token" label={t.token} description={t.tokenHint} />;
    case "api_key":
      return <SecretField name="authentication.value" label={t.key} />;
    case "oauth2":
      return <SecretField name="authentication.clientSecret" label={t.clientSecret} />;
    case "client_certificate":
      return <CertificateSecrets />;
  }
}

function SecretField(props: {
  name: `authentication.${"password" | "token" | "value" | "clientSecret"}`;
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
