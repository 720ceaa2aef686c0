"use client";

import { Anchor, Stack } from "@mantine/core";
import type { ReactNode } from "react";
import { InboxLink } from "@/components/inbox-link";
import { useDialogView } from "@/components/ui/use-dialog-view";
import type { RunRow } from "@/lib/runs/schema";
import { webhookDialogs } from "@/texts/webhook-dialogs";

/** What came of a request that somebody has just sent, and where to look closer. */
export function SentRun({ run, url, children }: { run: RunRow; url: string; children: ReactNode }) {
  const { open } = useDialogView();
  return (
    <Stack gap="xs">
      {children}
      {run.inbox && <InboxLink url={url} prominent />}
      <Anchor component="button" type="button" size="sm" ta="left" onClick={() => open({ run: run.id })}>
        {webhookDialogs.test.showRun}
      </Anchor>
    </Stack>
  );
}
