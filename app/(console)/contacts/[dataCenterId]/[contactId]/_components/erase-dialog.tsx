"use client";

import { Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { erase } from "@/app/(console)/contacts/actions";
import { ProblemAlert } from "@/components/ui/problem-alert";
import { TextLink } from "@/components/ui/text-link";
import { useAction } from "@/components/ui/use-action";
import { useDialogView } from "@/components/ui/use-dialog-view";
import type { ContactView, Receipt } from "@/lib/contacts/schema";
import { paths } from "@/lib/paths";
import { common } from "@/texts/common";
import { RECEIPT_ROWS, contacts as t } from "@/texts/contacts";
import { Facts } from "./facts";

/** Asks for the e-mail (or id) to be typed, for nothing brings the person back; then shows what was erased. */
export function EraseDialog({ contact, title }: { contact: ContactView; title: string }) {
  const { view, close } = useDialogView();
  const router = useRouter();
  const [receipt, setReceipt] = useState<Receipt>();
  const leave = () => router.replace(paths.contacts({ dataCenter: String(contact.dataCenterId) }));
  return (
    <Modal
      opened={view.clear !== undefined || receipt !== undefined}
      onClose={() => (receipt ? leave() : close("clear"))}
      title={receipt ? t.receiptTitle : t.eraseTitle(title)}
    >
      {receipt ? (
        <ReceiptView receipt={receipt} dataCenter={String(contact.dataCenterId)} />
      ) : (
        <EraseForm contact={contact} onErased={setReceipt} onCancel={() => close("clear")} />
      )}
    </Modal>
  );
}

interface FormProps {
  contact: ContactView;
  onErased(receipt: Receipt): void;
  onCancel(): void;
}

function EraseForm({ contact, onErased, onCancel }: FormProps) {
  const word = contact.email ?? contact.id;
  const [typed, setTyped] = useState("");
  const [wrong, setWrong] = useState(false);
  const { run, pending, problem } = useAction();
  const submit = async () => {
    if (typed.trim() !== word) return setWrong(true);
    const result = await run(() => erase(contact.dataCenterId, contact.id));
    if (result.ok) onErased(result.value);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Stack>
        {problem && <ProblemAlert title={t.notErased}>{problem.detail}</ProblemAlert>}
        <Text size="sm">{t.eraseText}</Text>
        <TextInput
          label={t.eraseConfirm(word)}
          value={typed}
          error={wrong && t.eraseMismatch(word)}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setWrong(false);
          }}
          autoComplete="off"
          data-autofocus
        />
        <Group justify="flex-end" mt="xs">
          <Button variant="default" onClick={onCancel} disabled={pending}>
            {common.cancel}
          </Button>
          <Button type="submit" color="red" loading={pending}>
            {t.eraseButton}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function ReceiptView({ receipt, dataCenter }: { receipt: Receipt; dataCenter: string }) {
  return (
    <Stack>
      <Text size="sm" role="status">
        {t.receiptText}
      </Text>
      <Facts
        rows={[
          [t.receiptId, receipt.id],
          ...RECEIPT_ROWS.map(([key, label]): [string, string] => [label, receipt[key].toLocaleString("en")]),
        ]}
      />
      <TextLink size="sm" href={paths.audit({ action: "contact.erased" })}>
        {t.toAudit}
      </TextLink>
      <Group justify="flex-end">
        <Button component={Link} prefetch={false} href={paths.contacts({ dataCenter })} data-autofocus>
          {t.backToContacts}
        </Button>
      </Group>
    </Stack>
  );
}
