"use client";

import { Button, Group, Select, Stack, Text, TextInput } from "@mantine/core";
import { useEffect } from "react";
import { FormProvider, useForm, useWatch } from "react-hook-form";
import { ProblemAlert } from "@/components/ui/problem-alert";
import { setFieldErrors } from "@/components/ui/set-field-errors";
import { useAction } from "@/components/ui/use-action";
import { useFormField } from "@/components/ui/use-form-field";
import type { ActionResult } from "@/lib/action";
import type { ConnectorInput, ConnectorView } from "@/lib/connectors/schema";
import { AUTHENTICATION_HINTS, CONNECTOR_TYPES } from "@/texts/authentication";
import { common } from "@/texts/common";
import { credential, connectors as t } from "@/texts/connectors";
import { CertificateFacts } from "./certificate-fields";
import { type ConnectorValues, connectorResolver, inputOf, valuesOf } from "./connector-values";
import { CredentialFields } from "./credential-fields";
import { SECRET_LABELS } from "./secret-labels";

interface Props {
  /** What is edited; without it a new one is made. */
  connector?: ConnectorView | undefined;
  submit(input: ConnectorInput): Promise<ActionResult<ConnectorView>>;
  onSaved(connector: ConnectorView): void;
  onCancel(): void;
  onDirty(dirty: boolean): void;
}

/** *Create connector* (S4.20), and the same filled in to be changed. */
export function ConnectorForm({ connector, submit, onSaved, onCancel, onDirty }: Props) {
  const { run, pending, problem } = useAction();
  const form = useForm<ConnectorValues>({
    resolver: connectorResolver,
    defaultValues: valuesOf(connector),
    mode: "onBlur",
  });
  const { isDirty } = form.formState;
  useEffect(() => onDirty(isDirty), [isDirty, onDirty]);
  const elsewhere = problem && !problem.errors.some(({ path }) => path in LABELS);

  const save = form.handleSubmit(async (values) => {
    const result = await run(() => submit(inputOf(values)));
    if (result.ok) onSaved(result.value);
    else setFieldErrors<ConnectorValues>(result.problem, LABELS, form.setError);
  });

  return (
    <FormProvider {...form}>
      <form
        noValidate
        onSubmit={(event) => {
          // It may stand over another form, which React would tell of it too.
          event.stopPropagation();
          void save(event);
        }}
      >
        <Stack>
          {elsewhere && (
            <ProblemAlert title={connector ? t.notSaved : t.notCreated}>{problem.detail}</ProblemAlert>
          )}
          <NameField />
          <TypeField stored={connector?.authentication} />
          {connector && connector.usedBy.length > 0 && (
            <Text size="sm" c="dimmed">
              {t.countsAtOnce(connector.usedBy.length)}
            </Text>
          )}
          <Group justify="flex-end" mt="xs">
            <Button variant="default" onClick={onCancel} disabled={pending}>
              {common.cancel}
            </Button>
            <Button type="submit" loading={pending}>
              {connector ? common.save : common.done}
            </Button>
          </Group>
        </Stack>
      </form>
    </FormProvider>
  );
}

function NameField() {
  const field = useFormField<ConnectorValues, "name">("name", t.name);
  return (
    <TextInput
      {...field}
      description={t.nameHint}
      required
      maxLength={200}
      autoComplete="off"
      data-autofocus
    />
  );
}

function TypeField({ stored }: { stored: ConnectorView["authentication"] | undefined }) {
  const field = useFormField<ConnectorValues, "authentication.type">("authentication.type", t.type);
  const type = useWatch<ConnectorValues, "authentication.type">({ name: "authentication.type" });
  return (
    <>
      <Select
        {...field}
        data={CONNECTOR_TYPES}
        allowDeselect={false}
        description={AUTHENTICATION_HINTS[type]}
        inputWrapperOrder={["label", "input", "description", "error"]}
      />
      {stored?.type === "client_certificate" && type === stored.type && <CertificateFacts stored={stored} />}
      <CredentialFields type={type} />
    </>
  );
}

/** The form's fields, by the paths under which the server names them. */
const LABELS = {
  ...{ name: t.name, "authentication.type": t.type, "authentication.username": credential.username },
  ...{ "authentication.in": credential.place, "authentication.name": credential.headerName },
  ...{ "authentication.tokenUrl": credential.tokenUrl, "authentication.clientId": credential.clientId },
  ...{ "authentication.scope": credential.scope, "authentication.audience": credential.audience },
  "authentication.clientAuthentication": credential.clientAuthentication,
  ...SECRET_LABELS,
} as const;
