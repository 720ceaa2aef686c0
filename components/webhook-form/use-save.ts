"use client";

import { notifications } from "@mantine/notifications";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { UseFormReturn } from "react-hook-form";
import { useConsole } from "@/components/console-context";
import { useAction } from "@/components/ui/use-action";
import { useDialogView } from "@/components/ui/use-dialog-view";
import { inboxToken } from "@/lib/inbox/schema";
import type { WebhookView } from "@/lib/webhooks/schema";
import { webhookForm } from "@/texts/webhook-form";
import type { DraftHold } from "./draft/use-draft";
import { type FormValues, settingsOf, valuesOf } from "./form-values";
import { same, startsCreated } from "./profile-rules";
import { showBeside } from "./server-faults";
import type { ConcurrentEdit } from "./use-concurrent-edit";

const { faults, saved } = webhookForm;

interface Options {
  form: UseFormReturn<FormValues>;
  /** The webhook as the form opened it. */
  original: WebhookView | undefined;
  edit: ConcurrentEdit;
  draft: DraftHold;
  onSaved: () => void;
}

/** Sends the form; what the server refuses is shown beside the field it is about. */
export function useSave({ form, original, edit, draft, onSaved }: Options) {
  const { actions } = useConsole();
  const { run, pending } = useAction();
  const { change, close, closeAndRefresh } = useDialogView();
  const router = useRouter();
  const [problem, setProblem] = useState<string>();
  /** How often a save was refused because somebody else had saved before. */
  const [refused, setRefused] = useState(0);

  const save = async (values: FormValues, ifRevision = edit.ifRevision) => {
    setProblem(undefined);
    const settings = settingsOf(values);
    if (original && ifRevision === original.revision && isUnchanged(original, values)) {
      onSaved();
      notifications.show({ message: saved.nothing, role: "status" });
      return close("create", "event", "edit");
    }
    const result = await run(() =>
      original
        ? actions.update(original.id, settings, statusChange(original, values), ifRevision, draft.sealed)
        : actions.create(
            { ...settings, ...(!startsCreated(values.profile) && { status: values.status }) },
            draft.sealed,
          ),
    );
    if (result.ok) {
      onSaved();
      confirm(result.value, original !== undefined);
      if (result.value.status === "created") {
        change({ create: undefined, event: undefined, edit: undefined, activate: result.value.id });
        return router.refresh();
      }
      if (original || !inboxToken(result.value.url)) return closeAndRefresh("create", "event", "edit");
      // Who sends to the inbox wants to see something arrive: offer the test at once.
      change({ create: undefined, event: undefined, test: result.value.id });
      return router.refresh();
    }
    const { type, detail } = result.problem;
    if (type.endsWith("changed_meanwhile") && (await edit.check())) {
      return setRefused((count) => count + 1);
    }
    const errors =
      type.endsWith("label_taken") && result.problem.errors.length === 0
        ? [{ path: "label", message: faults.labelTaken, remedy: faults.labelTakenRemedy }]
        : result.problem.errors;
    // Another save makes keys anew, which the webhook's page shows.
    if (errors.some(({ path }) => path === "draft")) draft.sealed = undefined;
    const elsewhere = errors.filter((error) => !showBeside(form, error));
    if (errors.length === 0 || elsewhere.length > 0) {
      setProblem([detail, ...elsewhere.map(({ path, message }) => `${path} ${message}`)].join(" "));
    }
  };

  return { save, pending, problem, refused };
}

/** A revision is written for a change alone. */
const isUnchanged = (original: WebhookView, values: FormValues) =>
  same(settingsOf(values), settingsOf(valuesOf(original))) && !statusChange(original, values);

/** The toggle of the form changes the status only if the person moved it. */
function statusChange(original: WebhookView, { status, waiting, profile }: FormValues) {
  if (startsCreated(profile)) return undefined;
  const before = original.status === "active" ? "active" : "inactive";
  return status === before ? undefined : { to: status, waiting };
}

function confirm(webhook: WebhookView, edited: boolean) {
  confirmSaved(
    webhook,
    edited
      ? saved.saved(webhook.label)
      : webhook.status === "active"
        ? saved.createdActive(webhook.label)
        : saved.created(webhook.label),
  );
}

/** Says that it is done, and what the server asks to check. */
export function confirmSaved(webhook: WebhookView, message: string) {
  notifications.show({ message, role: "status" });
  for (const { path, message } of webhook.warnings) {
    notifications.show({
      color: "yellow",
      title: saved.pleaseCheck,
      message: path === "url" ? saved.hostWarning(message) : saved.warning(path, message),
      autoClose: 12_000,
      role: "status",
    });
  }
}
