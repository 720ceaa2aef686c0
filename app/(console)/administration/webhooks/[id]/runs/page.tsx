import { PlanNotice } from "../../_components/plan-notice";
import { RunsSection } from "../_components/runs-section";
import { WebhookRoom } from "../_components/webhook-room";
import { openWebhook, titleOf, type WebhookProps } from "../open-webhook";

export const generateMetadata = titleOf("runs");

export default async function RunsPage(props: WebhookProps) {
  const opened = await openWebhook(props);
  if (!opened) return <PlanNotice />;
  return (
    <WebhookRoom opened={opened}>
      <RunsSection webhookId={opened.webhook.id} deleted={opened.webhook.status === "deleted"} />
    </WebhookRoom>
  );
}
