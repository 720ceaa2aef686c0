"use client";

import { Modal } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useRouter } from "next/navigation";
import { useAction } from "@/components/ui/use-action";
import { useDialogView } from "@/components/ui/use-dialog-view";
import { paths } from "@/lib/paths";
import { contacts as t } from "@/texts/contacts";
import { create } from "../actions";
import { ContactForm } from "./contact-form";
import { type ContactValues, toChange, toValues } from "./contact-values";

interface Props {
  dataCenter: string;
  groups: { id: number; name: string }[];
  fields: { code: string; label: string }[];
}

export function CreateContact({ dataCenter, groups, fields }: Props) {
  const { view, close } = useDialogView();
  const router = useRouter();
  const { run, pending, problem } = useAction();
  const submit = async (values: ContactValues) => {
    const { email, ...change } = toChange(values, null);
    const contact = { ...(values.id.trim() && { id: values.id.trim() }), ...(email && { email }), ...change };
    const result = await run(() => create(dataCenter, contact));
    if (!result.ok) return;
    notifications.show({ message: t.created, role: "status" });
    // In place of the dialog's address: going back leads to the list.
    router.replace(paths.contact(Number(dataCenter), result.value.id));
  };
  return (
    <Modal opened={view.create !== undefined} onClose={() => close("create")} title={t.createTitle} size="lg">
      <ContactForm
        values={toValues(
          null,
          fields.map(({ code }) => code),
        )}
        groups={groups}
        fields={fields}
        isNew
        pending={pending}
        problem={problem}
        problemTitle={t.notCreated}
        submitLabel={t.createButton}
        onSubmit={submit}
        onCancel={() => close("create")}
      />
    </Modal>
  );
}
