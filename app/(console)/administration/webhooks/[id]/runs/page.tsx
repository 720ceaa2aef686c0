import { PlanNotice } from "../../_components/plan-notice";
import { RunsSection } from "../_components/runs-section";
import { WebhookRoom } from "../_components/webhook-room";
import { openWebhook, titleOf, type WebhookProps } from "../open-webhook";

export const generateMetadata = titleOf("runs");

export default async function RunsPage(props: WebhookProps) {
  const opened = await openWebhook(props);
  if (!opened) return <PlanNotice />;
  const { id, kind, status } = opened.webhook;
  return (
    <WebhookRoom opened={opened}>
      <RunsSection webhookId={id} replayable={kind === "event" && status !== "deleted"} />
    </WebhookRoom>
  );
}
