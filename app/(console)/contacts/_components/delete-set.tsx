"use client";

import { notifications } from "@mantine/notifications";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { ProblemAlert } from "@/components/ui/problem-alert";
import { useAction } from "@/components/ui/use-action";
import { useDialogView } from "@/components/ui/use-dialog-view";
import { useSticky } from "@/components/ui/use-sticky";
import type { ActionResult } from "@/lib/action";

interface Props {
  sets: { id: number; name: string }[];
  words: {
    deleteTitle(name: string): string;
    deleteText: string;
    delete: string;
    deleted(name: string): string;
    notDeleted: string;
  };
  remove(id: number): Promise<ActionResult<null>>;
}

export function DeleteSet({ sets, words, remove }: Props) {
  const { view, close, closeAndRefresh } = useDialogView();
  const { run, pending, problem } = useAction();
  const named = sets.find(({ id }) => String(id) === view.delete);
  const shown = useSticky(named);
  const confirm = async () => {
    if (!shown) return;
    const result = await run(() => remove(shown.id));
    if (!result.ok) return;
    notifications.show({ message: words.deleted(shown.name), role: "status" });
    await closeAndRefresh("delete");
  };
  return (
    <ConfirmDialog
      opened={named !== undefined}
      title={words.deleteTitle(shown?.name ?? "")}
      confirmLabel={words.delete}
      danger
      pending={pending}
      onConfirm={confirm}
      onCancel={() => close("delete")}
    >
      {problem && <ProblemAlert title={words.notDeleted}>{problem.detail}</ProblemAlert>}
      {words.deleteText}
    </ConfirmDialog>
  );
}
