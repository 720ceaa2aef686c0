"use client";

import { notifications } from "@mantine/notifications";
import { useState } from "react";
import type { FieldPath, UseFormReturn } from "react-hook-form";
import { useConsole } from "@/components/console-context";
import { useAction } from "@/components/ui/use-action";
import { useDialogView } from "@/components/ui/use-dialog-view";
import type { FieldProblem } from "@/lib/errors";
import type { WebhookView } from "@/lib/webhooks/schema";
import { formPath } from "./form-resolver";
import { type FormValues, settingsOf } from "./form-values";

interface Options {
  form: UseFormReturn<FormValues>;
  original: WebhookView | undefined;
  onSaved: () => void;
}

/** Sends the form; what the server refuses is shown beside the field it is about. */
export function useSave({ form, original, onSaved }: Options) {
  const { actions } = useConsole();
  const { run, pending } = useAction();
  const { closeAndRefresh } = useDialogView();
  const [problem, setProblem] = useState<string>();

  const save = async (values: FormValues) => {
    setProblem(undefined);
    const settings = settingsOf(values);
    const result = await run(() =>
      original
        ? actions.update(original.id, settings, statusChange(original, values))
        : actions.create({ ...settings, status: values.status }),
    );
    if (result.ok) {
      onSaved();
      confirm(result.value, original !== undefined);
      return closeAndRefresh("create", "edit");
    }
    const { type, detail } = result.problem;
    const errors =
      type.endsWith("label_taken") && result.problem.errors.length === 0
        ? [{ path: "label", message: "is in use by another webhook", remedy: "Choose another label." }]
        : result.problem.errors;
    const elsewhere = errors.filter((error) => !showBeside(form, error));
    if (errors.length === 0 || elsewhere.length > 0) {
      setProblem([detail, ...elsewhere.map(({ path, message }) => `${path} ${message}`)].join(" "));
    }
  };

  return { save, pending, problem };
}

const PLACES = /^(label|description|dataCenterId|triggers|url|authentication|headers|delivery)(\.|$)/;

function showBeside(form: UseFormReturn<FormValues>, { path, message, remedy }: FieldProblem): boolean {
  if (!PLACES.test(path)) return false;
  const text = [message.replace(/[.\s]+$/, ""), remedy].filter(Boolean).join(". ");
  form.setError(formPath(path) as FieldPath<FormValues>, { type: "server", message: text });
  return true;
}

/** The toggle of the form changes the status only if the person moved it. */
function statusChange(original: WebhookView, { status, waiting }: FormValues) {
  const before = original.status === "active" ? "active" : "inactive";
  return status === before ? undefined : { to: status, waiting };
}

function confirm(webhook: WebhookView, edited: boolean) {
  notifications.show({
    message: `“${webhook.label}” is ${edited ? "saved" : webhook.status === "active" ? "created and active" : "created"}.`,
    role: "status",
  });
  for (const { path, message } of webhook.warnings) {
    notifications.show({
      color: "yellow",
      title: "Please check",
      message: path === "url" ? `The host name of the URL ${message}.` : `${path}: ${message}`,
      autoClose: 12_000,
      role: "status",
    });
  }
}
