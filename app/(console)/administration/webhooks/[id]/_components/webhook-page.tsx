"use client";

import { Alert, Stack } from "@mantine/core";
import { TRAILS } from "@/app/(console)/rooms";
import { PageHeader } from "@/components/ui/page-header";
import type { WebhookView } from "@/lib/webhooks/schema";
import { HeaderActions } from "./header-actions";
import { HeaderFacts } from "./header-facts";
import { RunsSection } from "./runs-section";
import { SettingsSummary } from "./settings-summary";
import { SignatureSection } from "./signature-section";

export function WebhookPage({ webhook }: { webhook: WebhookView }) {
  const deleted = webhook.status === "deleted";
  return (
    <Stack gap="xl">
      <Stack gap="xs">
        <PageHeader
          trail={[...TRAILS.webhooks, { label: webhook.label }]}
          title={webhook.label}
          aside={deleted ? undefined : <HeaderActions webhook={webhook} />}
        />
        <HeaderFacts webhook={webhook} />
      </Stack>
      {deleted && (
        <Alert variant="light" color="gray" title="This webhook is deleted">
          It can only be read: its credentials and its signing secret have been erased, and nothing is sent
          any more.
        </Alert>
      )}
      <SettingsSummary webhook={webhook} />
      <RunsSection webhookId={webhook.id} inspector={deleted} />
      {!deleted && <SignatureSection webhook={webhook} />}
    </Stack>
  );
}
