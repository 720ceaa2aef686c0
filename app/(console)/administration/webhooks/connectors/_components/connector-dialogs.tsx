"use client";

import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { ConnectorForm } from "@/components/connector-form/connector-form";
import { NewConnectorDialog } from "@/components/connector-form/new-connector-dialog";
import { useDialogView } from "@/components/ui/use-dialog-view";
import { useSticky } from "@/components/ui/use-sticky";
import { connectorQueries } from "@/lib/connectors/queries";
import type { ConnectorView } from "@/lib/connectors/schema";
import { common } from "@/texts/common";
import { connectors as t } from "@/texts/connectors";
import { createConnector } from "../../actions";
import { update } from "../actions";
import { DeleteConnector } from "./delete-connector";
import { ReplaceSecret } from "./replace-secret";

type Key = "edit" | "secret" | "delete";

/** Every dialog of the page; the address says which one is open, and for which connector. */
export function ConnectorDialogs({ connectors }: { connectors: ConnectorView[] }) {
  const { view, close, closeAndRefresh } = useDialogView();
  const finish = useFinish();
  return (
    <>
      <NewConnectorDialog
        opened={view.create !== undefined}
        create={createConnector}
        onClose={() => void close("create")}
        onCreated={() => void closeAndRefresh("create")}
      />
      <OneConnector kind="edit" title={t.editTitle} connectors={connectors}>
        {(connector, onDirty) => (
          <ConnectorForm
            connector={connector}
            submit={(input) => update(connector.id, input, connector.revision)}
            onSaved={({ name }) => finish("edit", t.saved(name))}
            onCancel={() => void close("edit")}
            onDirty={onDirty}
          />
        )}
      </OneConnector>
      <OneConnector kind="secret" title={t.replaceTitle} connectors={connectors}>
        {(connector, onDirty) => (
          <ReplaceSecret
            connector={connector}
            onDirty={onDirty}
            onReplaced={() => finish("secret", t.replaced(connector.name))}
          />
        )}
      </OneConnector>
      <OneConnector kind="delete" title={t.deleteTitle} connectors={connectors}>
        {(connector) => (
          <DeleteConnector
            connector={connector}
            onDeleted={() => finish("delete", t.deleted(connector.name))}
          />
        )}
      </OneConnector>
    </>
  );
}

/** After a write: says so, and shows what the server has now. */
function useFinish() {
  const { closeAndRefresh } = useDialogView();
  const queries = useQueryClient();
  return (key: Key, message: string) => {
    notifications.show({ message, role: "status" });
    void queries.invalidateQueries({ queryKey: connectorQueries.all });
    return void closeAndRefresh(key);
  };
}

interface Props {
  kind: Key;
  title(name: string): string;
  connectors: ConnectorView[];
  children(connector: ConnectorView, onDirty: (dirty: boolean) => void): ReactNode;
}

/** A dialog about one connector. What was typed is not lost by a click beside it. */
function OneConnector({ kind, title, connectors, children }: Props) {
  const { view, close } = useDialogView();
  const [dirty, setDirty] = useState(false);
  const wanted = view[kind];
  const shown = useSticky(wanted);
  // Kept as it was when the dialog opened: a refresh must not change what is being typed.
  const connector = useSticky(connectors.find(({ id }) => id === shown));
  const known = connector?.id === shown ? connector : undefined;
  return (
    <Modal
      opened={wanted !== undefined}
      onClose={() => void close(kind)}
      closeOnClickOutside={!dirty}
      title={known ? title(known.name) : t.goneTitle}
    >
      {known ? (
        <div key={shown}>{children(known, setDirty)}</div>
      ) : (
        <Stack>
          <Text size="sm">{t.gone}</Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={() => void close(kind)} data-autofocus>
              {common.close}
            </Button>
          </Group>
        </Stack>
      )}
    </Modal>
  );
}
