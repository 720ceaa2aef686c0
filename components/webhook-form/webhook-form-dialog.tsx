"use client";

import { Modal, Skeleton, Stack } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import dynamic from "next/dynamic";
import { useState } from "react";
import { useConsole, useIsAdministrator } from "@/components/console-context";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { ProblemAlert } from "@/components/ui/problem-alert";
import { useDialogView } from "@/components/ui/use-dialog-view";
import { useWebhook } from "@/components/webhook-dialogs/use-webhook";
import { WORKFLOW_CREATES } from "@/lib/paths";
import type { WebhookView } from "@/lib/webhooks/schema";
import { webhookDialogs } from "@/texts/webhook-dialogs";
import { webhookForm as t } from "@/texts/webhook-form";
import { workflowWebhookForm as w } from "@/texts/workflow-webhook-form";
import { firstWebhookValues } from "./first-webhook";
import { emptyValues, valuesOf } from "./form-values";
import { WebhookForm } from "./webhook-form";

/** With the compiler of templates, which webhooks on events never need. */
const WorkflowContent = dynamic(
  () =>
    import("@/components/workflow-webhook-form/workflow-content").then(
      ({ WorkflowContent }) => WorkflowContent,
    ),
  { loading: () => <Waiting /> },
);

interface Props {
  /** What the address says of the webhook to be made. */
  create: string | undefined;
  editId: string | undefined;
}

/** Of an id nobody has. */
const NEW = "new";

const workflowCreate = (shown: string | undefined) => WORKFLOW_CREATES.find((each) => shown === NEW + each);

/**
 * *Create a webhook* and *Edit properties*: one dialog (decision 27). The address opens it; if it is about to
 * close with unsaved changes, by whatever way, it stays and asks.
 */
export function WebhookFormDialog({ create, editId }: Props) {
  const { open, close } = useDialogView();
  const narrow = useMediaQuery("(max-width: 48em)");
  const allowed = useIsAdministrator();
  const workflow = WORKFLOW_CREATES.find((each) => each === create) ?? "";
  const wanted = !allowed ? undefined : create !== undefined ? NEW + workflow : editId;
  const [shown, setShown] = useState(wanted);
  const [dirty, setDirty] = useState(false);
  const [nested, setNested] = useState(false);
  const [asking, setAsking] = useState(false);
  /** From *Keep editing* until the address says so again. */
  const [reopening, setReopening] = useState(false);

  if (wanted === shown && reopening) setReopening(false);
  if (wanted !== shown && !reopening) {
    if (!dirty || shown === undefined) {
      setShown(wanted);
      setDirty(false);
    } else if (!asking) {
      setAsking(true);
    }
  }

  const cancel = () => {
    if (dirty) setAsking(true);
    else void close("create", "event", "edit");
  };
  const leave = () => {
    setAsking(false);
    setDirty(false);
    if (wanted === undefined) setShown(undefined);
    else void close("create", "event", "edit");
  };
  const stay = () => {
    setAsking(false);
    // The back button has changed the address already: open the same dialog again.
    if (wanted !== undefined || !shown) return;
    setReopening(true);
    open(shown.startsWith(NEW) ? { create: workflowCreate(shown) ?? "1" } : { edit: shown });
  };
  const { data: edited } = useWebhook(shown?.startsWith(NEW) ? undefined : shown);

  return (
    <>
      <Modal
        opened={shown !== undefined}
        onClose={cancel}
        closeOnClickOutside={!dirty}
        closeOnEscape={!nested}
        title={titleOf(shown, edited)}
        size={1120}
        fullScreen={narrow}
        padding="lg"
      >
        {shown && (
          <Content
            key={shown}
            shown={shown}
            onDirty={setDirty}
            onNested={setNested}
            onSaved={() => setDirty(false)}
            onCancel={cancel}
          />
        )}
      </Modal>
      <ConfirmDialog
        opened={asking}
        title={t.leave.title}
        confirmLabel={t.leave.discard}
        cancelLabel={t.leave.stay}
        danger
        onConfirm={leave}
        onCancel={stay}
      >
        {t.leave.text}
      </ConfirmDialog>
    </>
  );
}

function titleOf(shown: string | undefined, edited: WebhookView | undefined): string {
  const created = workflowCreate(shown);
  if (created) return created === "workflow" ? w.choose.dialogTitle : w.createTitles[created];
  if (shown?.startsWith(NEW)) return t.createTitle;
  const profile = edited?.profile;
  return profile === "data_request" || profile === "scenario" ? w.editTitles[profile] : t.editTitle;
}

interface ContentProps {
  shown: string;
  onDirty: (dirty: boolean) => void;
  onNested: (open: boolean) => void;
  onSaved: () => void;
  onCancel: () => void;
}

function Content({ shown, ...handlers }: ContentProps) {
  const { dataCenters, known } = useConsole();
  const { view } = useDialogView();
  const editing = !shown.startsWith(NEW);
  const { data: webhook, error, refetch, isPlaceholderData } = useWebhook(editing ? shown : undefined);
  if (!editing) {
    const only = dataCenters.length === 1 ? (dataCenters[0]?.id ?? null) : null;
    const created = workflowCreate(shown);
    if (created) return <WorkflowContent create={created} dataCenterId={only} {...handlers} />;
    const empty = emptyValues(only);
    const initial = firstWebhookValues(empty, view, { dataCenters, first: known.length === 0 });
    return <WebhookForm initial={initial} {...handlers} />;
  }
  if (error) {
    return (
      <ProblemAlert title={webhookDialogs.notLoaded} onRetry={() => refetch()}>
        {error.message}
      </ProblemAlert>
    );
  }
  if (!webhook || isPlaceholderData) return <Waiting />;
  if (webhook.kind === "workflow") return <WorkflowContent original={webhook} {...handlers} />;
  return <WebhookForm original={webhook} initial={valuesOf(webhook)} {...handlers} />;
}

const Waiting = () => (
  <Stack aria-busy="true">
    <Skeleton h={36} w="60%" />
    <Skeleton h={36} />
    <Skeleton h={36} />
  </Stack>
);
