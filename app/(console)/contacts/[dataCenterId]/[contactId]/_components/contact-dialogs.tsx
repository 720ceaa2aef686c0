"use client";

import { Modal } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useRouter } from "next/navigation";
import { ContactForm } from "@/app/(console)/contacts/_components/contact-form";
import { type ContactValues, toChange, toValues } from "@/app/(console)/contacts/_components/contact-values";
import { remove, update } from "@/app/(console)/contacts/actions";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { ProblemAlert } from "@/components/ui/problem-alert";
import { useAction } from "@/components/ui/use-action";
import { useDialogView } from "@/components/ui/use-dialog-view";
import type { ContactView } from "@/lib/contacts/schema";
import { paths } from "@/lib/paths";
import { common } from "@/texts/common";
import { contacts as t } from "@/texts/contacts";
import { EraseDialog } from "./erase-dialog";

interface Props {
  contact: ContactView;
  title: string;
  groups: { id: number; name: string }[];
  fields: { code: string; label: string }[];
}

export function ContactDialogs({ contact, title, groups, fields }: Props) {
  return (
    <>
      <EditDialog contact={contact} title={title} groups={groups} fields={fields} />
      <DeleteDialog contact={contact} title={title} />
      <EraseDialog contact={contact} title={title} />
    </>
  );
}

function EditDialog({ contact, title, groups, fields }: Props) {
  const { view, close, closeAndRefresh } = useDialogView();
  const { run, pending, problem } = useAction();
  const submit = async (values: ContactValues) => {
    const change = toChange(values, contact);
    const result = await run(() => update(contact.dataCenterId, contact.id, change));
    if (!result.ok) return;
    notifications.show({ message: t.saved, role: "status" });
    await closeAndRefresh("edit");
  };
  return (
    <Modal
      opened={view.edit !== undefined}
      onClose={() => close("edit")}
      title={t.editTitle(title)}
      size="lg"
    >
      <ContactForm
        values={toValues(contact, [])}
        groups={groups}
        fields={fields}
        isNew={false}
        pending={pending}
        problem={problem}
        problemTitle={t.notSaved}
        submitLabel={common.save}
        onSubmit={submit}
        onCancel={() => close("edit")}
      />
    </Modal>
  );
}

function DeleteDialog({ contact, title }: { contact: ContactView; title: string }) {
  const { view, close } = useDialogView();
  const router = useRouter();
  const { run, pending, problem } = useAction();
  const confirm = async () => {
    const result = await run(() => remove(contact.dataCenterId, contact.id));
    if (!result.ok) return;
    notifications.show({ message: t.deleted, role: "status" });
    router.replace(paths.contacts({ dataCenter: String(contact.dataCenterId) }));
  };
  return (
    <ConfirmDialog
      opened={view.delete !== undefined}
      title={t.deleteTitle(title)}
      confirmLabel={t.delete}
      danger
      pending={pending}
      onConfirm={confirm}
      onCancel={() => close("delete")}
    >
      {problem && <ProblemAlert title={t.notDeleted}>{problem.detail}</ProblemAlert>}
      {t.deleteText}
    </ConfirmDialog>
  );
}
