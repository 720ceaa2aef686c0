"use client";

import { Stack, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useRouter } from "next/navigation";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { ProblemAlert } from "@/components/ui/problem-alert";
import { useAction } from "@/components/ui/use-action";
import { useDialogView } from "@/components/ui/use-dialog-view";
import { useSticky } from "@/components/ui/use-sticky";
import { paths } from "@/lib/paths";
import type { WorkflowView } from "@/lib/workflows/schema";
import { workflows as t } from "@/texts/workflows";
import { archive, duplicate, remove, rename } from "../actions";
import { NameDialog } from "./name-dialog";

interface Named {
  id: string;
  name: string;
}

interface Props {
  workflows: readonly Named[];
  /** After deleting: a page about it has nothing left to show. */
  onDeleted?(): void;
  onRenamed?(after: WorkflowView): void;
}

/** Every question about a workflow; the address says which is being asked, and about which. */
export function WorkflowDialogs({ workflows, onDeleted, onRenamed }: Props) {
  const { view, close, closeAndRefresh } = useDialogView();
  const router = useRouter();
  const find = (id: string | undefined) => workflows.find((each) => each.id === id);
  return (
    <>
      <NameDialog
        about={find(view.rename)}
        title={t.renameTitle}
        confirm={t.rename}
        failed={t.notRenamed}
        nameOf={({ name }) => name}
        submit={({ id }, name) => rename(id, name)}
        onCancel={() => void close("rename")}
        onDone={(after) => {
          notifications.show({ message: t.renamed(after.name), role: "status" });
          onRenamed?.(after);
          void closeAndRefresh("rename");
        }}
      />
      <NameDialog
        about={find(view.duplicate)}
        title={t.duplicateTitle}
        confirm={t.duplicate}
        failed={t.notDuplicated}
        nameOf={({ name }) => t.copyOf(name)}
        submit={({ id }, name) => duplicate(id, name)}
        onCancel={() => void close("duplicate")}
        onDone={({ id, name }) => {
          notifications.show({ message: t.duplicated(name), role: "status" });
          // In place of the dialog's address: going back leads to where it was asked for.
          router.replace(paths.workflow(id));
        }}
      />
      <Question
        about={find(view.archive)}
        title={t.archiveTitle}
        text={t.archiveText}
        confirm={t.archive}
        act={({ id }) => archive(id)}
        onCancel={() => void close("archive")}
        onDone={({ name }) => {
          notifications.show({ message: t.archived(name), role: "status" });
          void closeAndRefresh("archive");
        }}
      />
      <Question
        about={find(view.discard)}
        title={t.deleteTitle}
        text={t.deleteText}
        confirm={t.delete}
        act={({ id }) => remove(id)}
        onCancel={() => void close("discard")}
        onDone={({ name }) => {
          notifications.show({ message: t.deleted(name), role: "status" });
          if (onDeleted) onDeleted();
          else void closeAndRefresh("discard");
        }}
      />
    </>
  );
}

interface QuestionProps {
  about: Named | undefined;
  title(name: string): string;
  text: string;
  confirm: string;
  act(workflow: Named): ReturnType<typeof archive> | ReturnType<typeof remove>;
  onCancel(): void;
  onDone(workflow: Named): void;
}

function Question({ about, title, text, confirm, act, onCancel, onDone }: QuestionProps) {
  const { run, pending, problem, clearProblem } = useAction();
  const shown = useSticky(about);
  return (
    <ConfirmDialog
      opened={about !== undefined}
      title={shown ? title(shown.name) : ""}
      confirmLabel={confirm}
      danger
      pending={pending}
      onConfirm={async () => {
        if (!about) return;
        const result = await run<unknown>(() => act(about));
        if (result.ok) onDone(about);
      }}
      onCancel={() => {
        clearProblem();
        onCancel();
      }}
    >
      <Stack gap="xs">
        {problem && <ProblemAlert>{problem.detail}</ProblemAlert>}
        <Text size="sm">{text}</Text>
      </Stack>
    </ConfirmDialog>
  );
}
