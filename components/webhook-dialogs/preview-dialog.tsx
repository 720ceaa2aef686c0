"use client";

import { Select, Stack } from "@mantine/core";
import { useState } from "react";
import { PayloadPreview, previewInput } from "@/components/payload-preview/payload-preview";
import { useDialogView } from "@/components/ui/use-dialog-view";
import type { WebhookView } from "@/lib/webhooks/schema";
import { payloadPreview as t } from "@/texts/payload-preview";
import { triggerLabel } from "@/texts/triggers";
import { WebhookDialog } from "./webhook-dialog";

export function PreviewDialog({ id }: { id: string | undefined }) {
  const { close } = useDialogView();
  return (
    <WebhookDialog
      id={id}
      size="lg"
      title={(webhook) => (webhook ? t.titleOf(webhook.label) : t.title)}
      onClose={() => close("preview")}
    >
      {(webhook) => <Preview webhook={webhook} />}
    </WebhookDialog>
  );
}

function Preview({ webhook }: { webhook: WebhookView }) {
  const [index, setIndex] = useState(0);
  const trigger = webhook.triggers[index] ?? webhook.triggers[0];
  if (!trigger) return null;
  const { type, ...refinements } = trigger;
  return (
    <Stack>
      {webhook.triggers.length > 1 && (
        <Select
          label={t.trigger}
          data={webhook.triggers.map((each, at) => ({ value: String(at), label: triggerLabel(each.type) }))}
          value={String(index)}
          allowDeselect={false}
          onChange={(value) => setIndex(Number(value))}
        />
      )}
      <PayloadPreview input={previewInput(webhook, type, refinements)} />
    </Stack>
  );
}
