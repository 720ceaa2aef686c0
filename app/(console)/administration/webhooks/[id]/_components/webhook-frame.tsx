"use client";

import { Alert, Stack } from "@mantine/core";
import type { ReactNode } from "react";
import { TRAILS } from "@/app/(console)/rooms";
import { useIsAdministrator } from "@/components/console-context";
import { PageHeader } from "@/components/ui/page-header";
import { PageTabs } from "@/components/ui/page-tabs";
import { paths, WEBHOOK_TABS, type WebhookTab } from "@/lib/paths";
import type { WebhookView } from "@/lib/webhooks/schema";
import { webhookPage as t } from "@/texts/webhook-page";
import { ChangedBanner } from "./changed-banner";
import { HeaderActions } from "./header-actions";
import { HeaderFacts } from "./header-facts";

export function WebhookFrame({ webhook, children }: { webhook: WebhookView; children: ReactNode }) {
  const deleted = webhook.status === "deleted";
  const administrator = useIsAdministrator();
  const shown = (tab: WebhookTab) => (tab === "activity" ? administrator : tab !== "signature" || !deleted);
  return (
    <Stack gap="lg">
      <Stack gap="xs">
        <PageHeader
          trail={[...TRAILS.webhooks, { label: webhook.label }]}
          title={webhook.label}
          aside={deleted ? undefined : <HeaderActions webhook={webhook} />}
        />
        <HeaderFacts webhook={webhook} />
      </Stack>
      <ChangedBanner webhook={webhook} />
      {deleted && (
        <Alert variant="light" color="gray" title={t.deletedTitle}>
          {t.deletedText}
        </Alert>
      )}
      <PageTabs
        label={t.tabsOf(webhook.label)}
        tabs={WEBHOOK_TABS.filter(shown).map((tab) => ({
          label: t.tabs[tab],
          href: paths.webhookTab(webhook.id, tab),
        }))}
      />
      {children}
    </Stack>
  );
}
