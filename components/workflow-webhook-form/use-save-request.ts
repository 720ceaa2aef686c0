"use client";

import { notifications } from "@mantine/notifications";
import { useState } from "react";
import type { UseFormReturn } from "react-hook-form";
import { useConsole } from "@/components/console-context";
import { useAction } from "@/components/ui/use-action";
import { useDialogView } from "@/components/ui/use-dialog-view";
import type { DraftHold } from "@/components/webhook-form/draft/use-draft";
import { same } from "@/components/webhook-form/profile-rules";
import type { ConcurrentEdit } from "@/components/webhook-form/use-concurrent-edit";
import { confirmSaved } from "@/components/webhook-form/use-save";
import type { WebhookView } from "@/lib/webhooks/schema";
import { webhookForm } from "@/texts/webhook-form";
import { workflowWebhookForm } from "@/texts/workflow-webhook-form";
import { useNewRequest } from "./new-request";
import { type RequestValues, requestSettingsOf, requestValuesOf } from "./request-values";
import { showRequestFault } from "./server-faults";

const { faults } = workflowWebhookForm;

interface Options {
  form: UseFormReturn<RequestValues>;
  original: WebhookView | undefined;
  edit: ConcurrentEdit;
  hold: DraftHold;
  onSaved: () => void;
}

/** Sends the form; what the server refuses is shown beside the field it is about. */
export function useSaveRequest({ form, original, edit, hold, onSaved }: Options) {
  const { actions } = useConsole();
  const created = useNewRequest();
  const { run, pending } = useAction();
  const { close, closeAndRefresh } = useDialogView();
  const [problem, setProblem] = useState<string>();
  /** How often a save was refused because somebody else had saved before. */
  const [refused, setRefused] = useState(0);

  const save = async (values: RequestValues, ifRevision = edit.ifRevision) => {
    setProblem(undefined);
    const settings = requestSettingsOf(values);
    if (original && ifRevision === original.revision && isUnchanged(original, values)) {
      onSaved();
      notifications.show({ message: webhookForm.saved.nothing, role: "status" });
      return close("create", "edit");
    }
    const result = await run(() =>
      original
        ? actions.update(original.id, settings, undefined, ifRevision, hold.sealed)
        : actions.create({ kind: "workflow", ...settings }, hold.sealed),
    );
    if (result.ok) {
      onSaved();
      if (!original) created?.onCreated(result.value);
      confirmSaved(result.value, webhookForm.saved[original ? "saved" : "created"](result.value.label));
      return closeAndRefresh("create", "edit");
    }
    const { type, detail } = result.problem;
    if (type.endsWith("changed_meanwhile") && (await edit.check())) {
      return setRefused((count) => count + 1);
    }
    const errors = type.endsWith("label_taken") ? [NAME_TAKEN] : result.problem.errors;
    if (errors.some(({ path }) => path === "draft")) hold.sealed = undefined;
    const elsewhere = errors.filter((error) => !showRequestFault(form, error));
    if (errors.length === 0 || elsewhere.length > 0) {
      setProblem([detail, ...elsewhere.map(({ path, message }) => `${path} ${message}`)].join(" "));
    }
  };

  return { save, pending, problem, refused };
}

const NAME_TAKEN = { path: "label", message: faults.nameTaken, remedy: faults.nameTakenRemedy };

/** A revision is written for a change alone. */
const isUnchanged = (original: WebhookView, values: RequestValues) =>
  same(requestSettingsOf(values), requestSettingsOf(requestValuesOf(original)));
