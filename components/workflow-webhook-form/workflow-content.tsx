"use client";

import type { WorkflowCreate } from "@/lib/paths";
import type { WebhookView } from "@/lib/webhooks/schema";
import { KindQuestion } from "./kind-question";
import { useNewRequest } from "./new-request";
import { emptyRequest, requestValuesOf } from "./request-values";
import { WorkflowForm } from "./workflow-form";

interface Handlers {
  onDirty: (dirty: boolean) => void;
  onNested: (open: boolean) => void;
  onSaved: () => void;
  onCancel: () => void;
}

type Props = Handlers & ({ original: WebhookView } | { create: WorkflowCreate; dataCenterId: number | null });

/** A webhook of workflows in the dialog of all webhooks. */
export function WorkflowContent({ onDirty, onNested, onSaved, onCancel, ...about }: Props) {
  const suggested = useNewRequest();
  const handlers = { onDirty, onNested, onSaved, onCancel };
  if ("original" in about) {
    const { original } = about;
    return <WorkflowForm original={original} initial={requestValuesOf(original)} {...handlers} />;
  }
  const { create, dataCenterId } = about;
  if (create === "workflow") return <KindQuestion />;
  const empty = emptyRequest(create, suggested?.dataCenterId ?? dataCenterId);
  return <WorkflowForm initial={{ ...empty, label: suggested?.label ?? "" }} {...handlers} />;
}
