import { notifications } from "@mantine/notifications";
import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { showProblem, useAction } from "@/components/ui/use-action";
import type { Definition } from "@/lib/workflows/definition";
import { workflowQueries } from "@/lib/workflows/queries";
import type { WorkflowView } from "@/lib/workflows/schema";
import { canvas } from "@/texts/workflow-canvas";
import { workflows } from "@/texts/workflows";
import { activate as activateIt, pause as pauseIt, resume as resumeIt, saveDraft } from "../../actions";
import type { useDraft } from "./use-draft";

const UNREAD = { type: "about:blank", title: canvas.notReloaded, status: 0, errors: [] };

/** Writes the draft, and what becomes of it; what a colleague has saved meanwhile is not overwritten. */
export function useSaving(
  workflow: WorkflowView,
  draft: Pick<ReturnType<typeof useDraft>, "definition" | "edit">,
) {
  const { definition, edit } = draft;
  const queries = useQueryClient();
  const [revision, setRevision] = useState(workflow.revision);
  const [saved, setSaved] = useState(() => JSON.stringify(workflow.definition));
  const { run, pending, problem, clearProblem } = useAction();
  const [failed, setFailed] = useState<string>(canvas.notSaved);
  const router = useRouter();
  const dirty = JSON.stringify(definition) !== saved;
  const { id, name } = workflow;

  const write = async (): Promise<number | undefined> => {
    setFailed(canvas.notSaved);
    const result = await run(() => saveDraft(id, definition, revision));
    if (!result.ok) return undefined;
    setRevision(result.value.revision);
    setSaved(JSON.stringify(definition));
    return result.value.revision;
  };
  const save = async () => {
    if ((await write()) === undefined) return;
    notifications.show({ message: canvas.saved, role: "status" });
    router.refresh();
  };
  const activate = async () => {
    const current = dirty ? await write() : revision;
    if (current === undefined) return;
    setFailed(canvas.notActivated);
    const result = await run(() => activateIt(id, current));
    if (result.ok) notifications.show({ message: canvas.activated(name), role: "status" });
    router.refresh();
  };
  /** Puts what a colleague has saved in place of the draft; *Undo* brings one's own back. */
  const reload = async () => {
    try {
      const theirs = await queries.fetchQuery(workflowQueries.one(id));
      setRevision(theirs.revision);
      setSaved(JSON.stringify(theirs.definition));
      edit(() => theirs.definition as Definition);
      clearProblem();
      router.refresh();
    } catch (error) {
      showProblem({ ...UNREAD, detail: error instanceof Error ? error.message : String(error) });
    }
  };
  const change = (action: typeof pauseIt, done: string) => async () => {
    const result = await run(() => action(id));
    clearProblem();
    if (!result.ok) return showProblem(result.problem);
    notifications.show({ message: done, role: "status" });
    router.refresh();
  };

  return {
    ...{ dirty, pending, problem, failed, save, activate, reload },
    /** Somebody else was first. */
    conflict: problem?.type.endsWith("changed_meanwhile") ?? false,
    pause: change(pauseIt, workflows.paused(name)),
    resume: change(resumeIt, workflows.resumed(name)),
    /** After renaming, which is a revision too. */
    renamed: (after: WorkflowView) => setRevision(after.revision),
  };
}
