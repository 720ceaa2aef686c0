"use client";

import { Modal } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { ActionResult } from "@/lib/action";
import { connectorQueries } from "@/lib/connectors/queries";
import type { ConnectorInput, ConnectorView } from "@/lib/connectors/schema";
import { connectors as t } from "@/texts/connectors";
import { ConnectorForm } from "./connector-form";

interface Props {
  opened: boolean;
  create(input: ConnectorInput): Promise<ActionResult<ConnectorView>>;
  onClose(): void;
  onCreated(connector: ConnectorView): void;
}

/** *Create connector*: on the page of connectors, and over the form of a webhook (S4.20). */
export function NewConnectorDialog({ opened, create, onClose, onCreated }: Props) {
  const queries = useQueryClient();
  const [dirty, setDirty] = useState(false);

  const saved = async (connector: ConnectorView) => {
    setDirty(false);
    notifications.show({ message: t.created(connector.name), role: "status" });
    // Whoever chooses among them next finds the new one.
    queries.setQueryData(connectorQueries.list().queryKey, (list) =>
      list ? { connectors: [...list.connectors, connector] } : undefined,
    );
    onCreated(connector);
    await queries.invalidateQueries({ queryKey: connectorQueries.all });
  };

  return (
    <Modal opened={opened} onClose={onClose} closeOnClickOutside={!dirty} title={t.createTitle}>
      <ConnectorForm submit={create} onSaved={saved} onCancel={onClose} onDirty={setDirty} />
    </Modal>
  );
}
