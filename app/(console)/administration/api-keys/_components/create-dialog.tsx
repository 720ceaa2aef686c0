"use client";

import { Modal } from "@mantine/core";
import { useWindowEvent } from "@mantine/hooks";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { apiKeys as t } from "@/texts/api-keys";
import { CreateForm } from "./create-form";
import type { Address } from "./first-command";
import { type NewKey, NewKeyShown } from "./new-key-shown";

interface Props {
  opened: boolean;
  onClose(): void;
  dataCenters: { id: number; name: string }[];
  address: Address;
}

/** First the form, then the key: that step has one way out, and keeps open whatever the address says meanwhile. */
export function CreateDialog({ opened, onClose, dataCenters, address }: Props) {
  const router = useRouter();
  const [created, setCreated] = useState<NewKey>();
  const [dirty, setDirty] = useState(false);
  const shown = created !== undefined;
  useWindowEvent("beforeunload", (event) => {
    if (shown) event.preventDefault();
  });

  return (
    <Modal
      opened={opened || shown}
      onClose={() => !shown && onClose()}
      withCloseButton={!shown}
      closeOnEscape={!shown && !dirty}
      closeOnClickOutside={!shown && !dirty}
      title={shown ? t.createdTitle : t.create}
      size="lg"
    >
      {created ? (
        <NewKeyShown
          created={created}
          address={address}
          dataCenters={dataCenters}
          onStored={() => setCreated(undefined)}
        />
      ) : (
        <CreateForm
          dataCenters={dataCenters}
          onDirty={setDirty}
          onCancel={onClose}
          onCreated={(key) => {
            setDirty(false);
            setCreated(key);
            // From here on the dialog is open for the key's sake alone; the list behind it has it already.
            onClose();
            router.refresh();
          }}
        />
      )}
    </Modal>
  );
}
