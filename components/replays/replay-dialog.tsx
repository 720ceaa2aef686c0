"use client";

import { Modal, Select } from "@mantine/core";
import { useDialogView } from "@/components/ui/use-dialog-view";
import { WebhookDialog } from "@/components/webhook-dialogs/webhook-dialog";
import { REPLAY_CHOOSE } from "@/lib/paths";
import { replaysText as t } from "@/texts/replays";
import { ReplayForm } from "./replay-form";

interface Props {
  kind: "failed" | "missed";
  /** As the address says it. */
  id: string | undefined;
  /** What can be chosen from, where the page is not about one webhook. */
  webhooks?: { id: string; label: string }[];
}

const KEYS = { failed: "resendFailed", missed: "replayMissed" } as const;

/** *Resend failed…* and *Replay what was missed…*: what, how many, how fast; then it starts. */
export function ReplayDialog({ kind, id, webhooks = [] }: Props) {
  const { close, change } = useDialogView();
  const key = KEYS[kind];
  const asks = id === REPLAY_CHOOSE;
  return (
    <>
      <Modal opened={asks} onClose={() => close(key)} title={t.titles[kind](undefined)}>
        <Select
          label={t.webhook}
          placeholder={t.chooseWebhook}
          data={webhooks.map((webhook) => ({ value: webhook.id, label: webhook.label }))}
          value={null}
          searchable
          data-autofocus
          onChange={(chosen) => chosen && change({ [key]: chosen })}
        />
      </Modal>
      <WebhookDialog
        id={asks ? undefined : id}
        title={(webhook) => t.titles[kind](webhook?.label)}
        onClose={() => close(key)}
      >
        {(webhook) => <ReplayForm kind={kind} webhook={webhook} onDone={() => close(key)} />}
      </WebhookDialog>
    </>
  );
}
