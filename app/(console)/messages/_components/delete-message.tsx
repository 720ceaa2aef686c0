"use client";

import { Stack, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { ProblemAlert } from "@/components/ui/problem-alert";
import { useAction } from "@/components/ui/use-action";
import { useDialogView } from "@/components/ui/use-dialog-view";
import { useSticky } from "@/components/ui/use-sticky";
import type { MessageRow } from "@/lib/messages/schema";
import { messages as t } from "@/texts/messages";
import { remove } from "../actions";

interface Props {
  messages: Pick<MessageRow, "id" | "name">[];
  /** A page about it has nothing left to show. */
  onDeleted?(): void;
}

export function DeleteMessage({ messages, onDeleted }: Props) {
  const { view, close, closeAndRefresh } = useDialogView();
  const { run, pending, problem, clearProblem } = useAction();
  const about = messages.find(({ id }) => id === view.delete);
  const shown = useSticky(about);
  return (
    <ConfirmDialog
      opened={about !== undefined}
      title={shown ? t.deleteTitle(shown.name) : ""}
      confirmLabel={t.delete}
      danger
      pending={pending}
      onConfirm={async () => {
        if (!about) return;
        const result = await run(() => remove(about.id));
        if (!result.ok) return;
        notifications.show({ message: t.deleted(about.name), role: "status" });
        if (onDeleted) onDeleted();
        else void closeAndRefresh("delete");
      }}
      onCancel={() => {
        clearProblem();
        void close("delete");
      }}
    >
      <Stack gap="xs">
        {problem && <ProblemAlert>{problem.detail}</ProblemAlert>}
        <Text size="sm">{t.deleteText}</Text>
      </Stack>
    </ConfirmDialog>
  );
}
