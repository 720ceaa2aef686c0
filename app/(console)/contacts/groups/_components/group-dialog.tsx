"use client";

import { Button, Group, Modal, Stack, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useState } from "react";
import { saveGroup } from "@/app/(console)/contacts/actions";
import { ProblemAlert } from "@/components/ui/problem-alert";
import { useAction } from "@/components/ui/use-action";
import { useDialogView } from "@/components/ui/use-dialog-view";
import type { GroupView } from "@/lib/contacts/segment-schema";
import { common } from "@/texts/common";
import { groups as t } from "@/texts/contact-sets";
import { fieldSentence } from "@/texts/sentence";

/** For a new group, and to rename one. */
export function GroupDialog({ dataCenter, groups }: { dataCenter: string; groups: GroupView[] }) {
  const { view, close } = useDialogView();
  const group = groups.find(({ id }) => String(id) === view.edit) ?? null;
  const key = view.create !== undefined ? "create" : "edit";
  const opened = view.create !== undefined || group !== null;
  return (
    <Modal
      opened={opened}
      onClose={() => close(key)}
      title={group ? t.renameTitle(group.name) : t.createTitle}
    >
      <GroupForm key={group?.id} dataCenter={dataCenter} group={group} dialog={key} />
    </Modal>
  );
}

interface FormProps {
  dataCenter: string;
  group: GroupView | null;
  dialog: "create" | "edit";
}

function GroupForm({ dataCenter, group, dialog }: FormProps) {
  const { close, closeAndRefresh } = useDialogView();
  const [name, setName] = useState(group?.name ?? "");
  const { run, pending, problem } = useAction();
  const fault = problem?.errors.find(({ path }) => path === "name");
  const submit = async () => {
    const result = await run(() => saveGroup(dataCenter, group?.id ?? null, { name }));
    if (!result.ok) return;
    notifications.show({ message: t.saved(result.value.name), role: "status" });
    await closeAndRefresh(dialog);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
      noValidate
    >
      <Stack>
        {problem && !fault && <ProblemAlert title={t.notSaved}>{problem.detail}</ProblemAlert>}
        <TextInput
          label={t.name}
          value={name}
          error={fault && fieldSentence(t.name, fault.message)}
          onChange={(event) => setName(event.currentTarget.value)}
          autoComplete="off"
          data-autofocus
        />
        <Group justify="flex-end" mt="xs">
          <Button variant="default" onClick={() => close(dialog)}>
            {common.cancel}
          </Button>
          <Button type="submit" loading={pending}>
            {common.save}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
