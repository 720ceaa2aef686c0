"use client";

import { Stack, VisuallyHidden } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { ProblemAlert } from "@/components/ui/problem-alert";
import type { WebhookOverview } from "@/lib/webhooks/overview-schema";
import { webhookQueries } from "@/lib/webhooks/queries";
import type { WebhookView } from "@/lib/webhooks/schema";
import { webhookPage } from "@/texts/webhook-page";
import { HealthLine } from "./health-line";
import { LastFailure } from "./last-failure";
import { NewWebhook } from "./new-webhook";
import { OverviewTiles } from "./overview-tiles";
import { RunsByDay } from "./runs-by-day";
import { SuspendedBanner } from "./suspended-banner";
import { WaitingNotes } from "./waiting-notes";

const t = webhookPage.overview;

/** How the webhook is doing; asked again about every 10 s while somebody looks. */
export function Overview({ webhook, initial }: { webhook: WebhookView; initial: WebhookOverview }) {
  const {
    data = initial,
    error,
    refetch,
  } = useQuery({
    ...webhookQueries.overview(webhook.id),
    initialData: initial,
  });
  const untouched = data.succeeded + data.failed + data.waiting.count === 0 && data.lastRun === null;
  return (
    <Stack gap="lg" component="section" aria-label={t.title}>
      <VisuallyHidden>
        <h2>{t.title}</h2>
      </VisuallyHidden>
      {error && (
        <ProblemAlert title={t.stale} onRetry={() => refetch()}>
          {error.message}
        </ProblemAlert>
      )}
      {data.status === "suspended" && <SuspendedBanner webhook={webhook} overview={data} />}
      <HealthLine kind={webhook.kind} overview={data} />
      <WaitingNotes waiting={data.waiting} />
      {untouched && webhook.status !== "deleted" ? (
        <NewWebhook webhook={webhook} />
      ) : (
        <>
          <OverviewTiles webhookId={webhook.id} overview={data} />
          {data.lastFailure && <LastFailure failure={data.lastFailure} status={data.status} />}
          <RunsByDay days={data.days} />
        </>
      )}
    </Stack>
  );
}
