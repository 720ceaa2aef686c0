import { readWebhookOverview } from "@/lib/webhooks/overview";
import { PlanNotice } from "../_components/plan-notice";
import { Overview } from "./_components/overview";
import { WebhookRoom } from "./_components/webhook-room";
import { openWebhook, titleOf, type WebhookProps } from "./open-webhook";

export const generateMetadata = titleOf("overview");

export default async function OverviewPage(props: WebhookProps) {
  const opened = await openWebhook(props);
  if (!opened) return <PlanNotice />;
  const { webhook, caller } = opened;
  return (
    <WebhookRoom opened={opened}>
      <Overview webhook={webhook} initial={await readWebhookOverview(caller, webhook.id)} />
    </WebhookRoom>
  );
}
