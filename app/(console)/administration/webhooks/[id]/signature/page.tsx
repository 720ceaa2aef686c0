import { PlanNotice } from "../../_components/plan-notice";
import { SignatureSection } from "../_components/signature-section";
import { WebhookRoom } from "../_components/webhook-room";
import { openWebhook, titleOf, type WebhookProps } from "../open-webhook";

export const generateMetadata = titleOf("signature");

export default async function SignaturePage(props: WebhookProps) {
  const opened = await openWebhook(props);
  if (!opened) return <PlanNotice />;
  return (
    <WebhookRoom opened={opened}>
      {opened.webhook.status !== "deleted" && <SignatureSection webhook={opened.webhook} />}
    </WebhookRoom>
  );
}
