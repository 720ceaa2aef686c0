"use client";

import { Button, Group, Stack, Text } from "@mantine/core";
import { useEffect } from "react";
import { FormProvider, useForm } from "react-hook-form";
import {
  type ConnectorValues,
  connectorResolver,
  valuesOf,
} from "@/components/connector-form/connector-values";
import { SecretFields } from "@/components/connector-form/credential-fields";
import { SECRET_LABELS } from "@/components/connector-form/secret-labels";
import { ProblemAlert } from "@/components/ui/problem-alert";
import { setFieldErrors } from "@/components/ui/set-field-errors";
import { useAction } from "@/components/ui/use-action";
import { useDialogView } from "@/components/ui/use-dialog-view";
import { secretsOf } from "@/lib/authentication/schema";
import type { ConnectorView } from "@/lib/connectors/schema";
import { common } from "@/texts/common";
import { connectors as t } from "@/texts/connectors";
import { replace } from "../actions";

interface Props {
  connector: ConnectorView;
  onDirty(dirty: boolean): void;
  onReplaced(): void;
}

/** Another secret in place of the stored one, and nothing else. */
export function ReplaceSecret({ connector, onDirty, onReplaced }: Props) {
  const { close } = useDialogView();
  const { run, pending, problem } = useAction();
  const { type } = connector.authentication;
  const keys = secretsOf(type).map(({ key }) => key);
  const form = useForm<ConnectorValues>({
    resolver: connectorResolver,
    defaultValues: emptied(connector, keys),
  });
  const { isDirty } = form.formState;
  useEffect(() => onDirty(isDirty), [isDirty, onDirty]);

  const save = form.handleSubmit(async ({ authentication }) => {
    const given = keys.map((key) => [key, authentication[key as keyof typeof authentication]]);
    const { passphrase } = authentication;
    const secrets = { ...Object.fromEntries(given), ...(passphrase !== "" && { passphrase }) };
    const result = await run(() => replace(connector.id, secrets));
    if (result.ok) return onReplaced();
    setFieldErrors<ConnectorValues>(result.problem, SECRET_LABELS, form.setError);
  });
  const elsewhere = problem && !problem.errors.some(({ path }) => path in SECRET_LABELS);

  return (
    <FormProvider {...form}>
      <form onSubmit={save} noValidate>
        <Stack>
          {elsewhere && <ProblemAlert title={t.notReplaced}>{problem.detail}</ProblemAlert>}
          <SecretFields type={type} />
          {connector.usedBy.length > 0 && (
            <Text size="sm" c="dimmed">
              {t.countsAtOnce(connector.usedBy.length)}
            </Text>
          )}
          <Group justify="flex-end" mt="xs">
            <Button variant="default" onClick={() => void close("secret")} disabled={pending}>
              {common.cancel}
            </Button>
            <Button type="submit" loading={pending}>
              {t.replace}
            </Button>
          </Group>
        </Stack>
      </form>
    </FormProvider>
  );
}

/** The connector as it is, its secrets to be entered. */
function emptied(connector: ConnectorView, keys: string[]): ConnectorValues {
  const { name, authentication } = valuesOf(connector);
  return { name, authentication: { ...authentication, ...Object.fromEntries(keys.map((key) => [key, ""])) } };
}
