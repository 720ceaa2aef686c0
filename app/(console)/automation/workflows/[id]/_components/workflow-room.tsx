"use client";

import { Alert, Group, Stack, Text } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useMemo, useRef, useState } from "react";
import { TRAILS } from "@/app/(console)/rooms";
import { AnswerPickerContext } from "@/components/test-request/answer-picker";
import { LeaveQuestion } from "@/components/ui/leave-question";
import { PageHeader } from "@/components/ui/page-header";
import { ProblemAlert } from "@/components/ui/problem-alert";
import { WebhookDialogs } from "@/components/webhook-dialogs/webhook-dialogs";
import { NewRequestContext } from "@/components/workflow-webhook-form/new-request";
import { paths } from "@/lib/paths";
import type { Definition } from "@/lib/workflows/definition";
import { judgeDraft } from "@/lib/workflows/judge-draft";
import type { StepStatistics } from "@/lib/workflows/passage-schema";
import { workflowQueries } from "@/lib/workflows/queries";
import type { WorkflowView } from "@/lib/workflows/schema";
import { type Choices, canvas as t } from "@/texts/workflow-canvas";
import { WorkflowDialogs } from "../../_components/workflow-dialogs";
import { WorkflowStatus } from "../../_components/workflow-status";
import { ConflictNotice } from "./conflict-notice";
import { EditorContext } from "./editor";
import { HeaderActions } from "./header-actions";
import { RehearseDrawer } from "./rehearse-drawer";
import { Steps } from "./steps";
import { TodoList } from "./todo-list";
import { useAnswerPickerFor } from "./use-answer-picker";
import { useDraft } from "./use-draft";
import { useEditorValue } from "./use-editor";
import { useNewRequestFor } from "./use-new-request";
import { useSaving } from "./use-saving";

interface Props {
  workflow: WorkflowView;
  dataCenter: string;
  statistics: StepStatistics["steps"];
  choices: Choices;
  administrator: boolean;
}

/** One workflow: its steps, their settings, and what becomes of them. */
export function WorkflowRoom({ workflow, dataCenter, statistics, choices, administrator }: Props) {
  const router = useRouter();
  const { data: counted } = useQuery({
    ...workflowQueries.statistics(workflow.id),
    initialData: { steps: statistics },
  });
  const { steps } = counted;
  const draft = useDraft(workflow.definition as Definition);
  const { definition } = draft;
  const saving = useSaving(workflow, draft);
  const [selected, select] = useState<string>();
  const todo = useRef<HTMLDivElement>(null);
  const editable = administrator && workflow.status !== "archived";
  const { faults, problems } = useMemo(() => judgeDraft(definition), [definition]);
  const editor = useEditorValue({
    ...{ workflow, definition, editable, selected, select, edit: draft.edit },
    ...{ choices, problems, statistics: steps },
  });
  useHotkeys(
    editable
      ? [
          ["mod+Z", draft.undo],
          ["mod+shift+Z", draft.redo],
          ["mod+Y", draft.redo],
        ]
      : [],
    [],
  );
  const newRequest = useNewRequestFor(editor);
  const picker = useAnswerPickerFor(editor);
  const { problem } = saving;

  return (
    <EditorContext value={editor}>
      <PageHeader
        trail={[...TRAILS.workflows, { label: workflow.name }]}
        title={workflow.name}
        aside={
          administrator && (
            <HeaderActions
              workflow={workflow}
              draft={draft}
              saving={saving}
              ready={problems.length === 0}
              savable={faults.length === 0}
              onRefused={() => todo.current?.focus()}
            />
          )
        }
      />
      <Stack mt="md" gap="md">
        <Group gap="sm">
          <WorkflowStatus status={workflow.status} />
          <Text size="sm" c="dimmed">
            {dataCenter}
          </Text>
          <Text size="sm" c="dimmed" role="status">
            {saving.dirty ? t.unsaved : ""}
          </Text>
        </Group>
        {workflow.status === "archived" && <Alert variant="default">{t.archivedNotice}</Alert>}
        {workflow.version !== null && workflow.changed && workflow.status !== "archived" && (
          <Alert variant="default">{t.differs}</Alert>
        )}
        {problem && saving.conflict && <ConflictNotice saving={saving} />}
        {problem && !saving.conflict && (
          <ProblemAlert title={saving.failed}>
            {[
              problem.detail,
              ...problem.errors.map(({ message, remedy }) => `${message}. ${remedy ?? ""}`),
            ].join(" ")}
          </ProblemAlert>
        )}
        {editable && <TodoList problems={problems} at={todo} />}
        <Steps />
      </Stack>
      {administrator && (
        <WorkflowDialogs
          workflows={[workflow]}
          onRenamed={saving.renamed}
          onDeleted={() => router.replace(paths.workflows())}
        />
      )}
      <NewRequestContext value={newRequest}>
        <AnswerPickerContext value={picker}>
          <WebhookDialogs />
        </AnswerPickerContext>
      </NewRequestContext>
      {editable && <RehearseDrawer />}
      <LeaveQuestion dirty={editable && saving.dirty} />
    </EditorContext>
  );
}
