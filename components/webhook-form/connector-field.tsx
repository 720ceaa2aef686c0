"use client";

import { Box, Button, Group, Select } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { credentialWords } from "@/components/connector-form/credential-words";
import { NewConnectorDialog } from "@/components/connector-form/new-connector-dialog";
import { useConnectors } from "@/components/connector-form/use-connectors";
import { useConsole } from "@/components/console-context";
import { ProblemAlert } from "@/components/ui/problem-alert";
import { connectors as t } from "@/texts/connectors";
import { BELOW, useField } from "./use-field";

/** *Select authentication connector*, with *New connector* beside it (S4.19 to S4.21). */
export function ConnectorField({ onNested }: { onNested: (open: boolean) => void }) {
  const { actions } = useConsole();
  const { value, ...field } = useField("authentication.connectorId", t.choose);
  const { connectors, isLoading, isLoadingError, error, refetch } = useConnectors();
  const [creating, setCreating] = useState(false);
  const create = (open: boolean) => {
    setCreating(open);
    onNested(open);
  };
  const chosen = connectors?.find(({ id }) => id === value);
  const isGone = value !== "" && connectors !== undefined && !chosen;
  const hint = () => {
    if (isLoading) return t.loading;
    return chosen && t.chosen(credentialWords(chosen.authentication), chosen.usedBy.length);
  };
  return (
    <>
      <Select
        {...field}
        data={[
          ...(connectors ?? []).map(({ id, name }) => ({ value: id, label: name })),
          ...(isGone ? [{ value, label: t.unknown }] : []),
        ]}
        value={value || null}
        onChange={(id) => field.onChange(id ?? "")}
        placeholder={t.choosePlaceholder}
        required
        searchable
        allowDeselect={false}
        disabled={!connectors}
        description={hint()}
        inputContainer={(input) => (
          <Group gap="xs">
            <Box flex="1 1 240px">{input}</Box>
            <Button
              variant="default"
              leftSection={<IconPlus size={16} aria-hidden />}
              onClick={() => create(true)}
            >
              {t.new}
            </Button>
          </Group>
        )}
        inputWrapperOrder={BELOW}
      />
      {isLoadingError && (
        <ProblemAlert title={t.notLoaded} onRetry={() => void refetch()}>
          {error?.message}
        </ProblemAlert>
      )}
      <NewConnectorDialog
        opened={creating}
        create={actions.createConnector}
        onClose={() => create(false)}
        onCreated={({ id }) => {
          field.onChange(id);
          create(false);
        }}
      />
    </>
  );
}
