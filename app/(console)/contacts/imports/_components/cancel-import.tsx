"use client";

import { notifications } from "@mantine/notifications";
import { useQueryClient } from "@tanstack/react-query";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { ProblemAlert } from "@/components/ui/problem-alert";
import { useAction } from "@/components/ui/use-action";
import { useDialogView } from "@/components/ui/use-dialog-view";
import { useSticky } from "@/components/ui/use-sticky";
import type { ImportView } from "@/lib/contacts/import-schema";
import { contactQueries } from "@/lib/contacts/queries";
import { contactImports as t } from "@/texts/contact-imports";
import { cancel } from "../actions";

export function CancelImport({ imports }: { imports: ImportView[] }) {
  const { view, close } = useDialogView();
  const queries = useQueryClient();
  const { run, pending, problem } = useAction();
  const named = imports.find(({ id }) => id === view.cancel);
  const shown = useSticky(named);
  const confirm = async () => {
    if (!shown) return;
    const result = await run(() => cancel(shown.id));
    if (!result.ok) return;
    notifications.show({ message: t.cancelled, role: "status" });
    await close("cancel");
    await queries.invalidateQueries({ queryKey: contactQueries.all });
  };
  return (
    <ConfirmDialog
      opened={named !== undefined}
      title={t.cancelTitle(shown?.fileName ?? "")}
      confirmLabel={t.cancel}
      cancelLabel={t.keep}
      danger
      pending={pending}
      onConfirm={confirm}
      onCancel={() => close("cancel")}
    >
      {problem && <ProblemAlert title={t.notCancelled}>{problem.detail}</ProblemAlert>}
      {t.cancelText}
    </ConfirmDialog>
  );
}
