import { listPublicKeys } from "@/lib/webhooks/signing-keys";
import { PlanNotice } from "../../_components/plan-notice";
import { SignatureSection } from "../_components/signature-section";
import { WebhookRoom } from "../_components/webhook-room";
import { openWebhook, titleOf, type WebhookProps } from "../open-webhook";

export const generateMetadata = titleOf("signature");

export default async function SignaturePage(props: WebhookProps) {
  const opened = await openWebhook(props);
  if (!opened) return <PlanNotice />;
  const { caller, webhook } = opened;
  const publicKeys = webhook.status === "deleted" ? null : await listPublicKeys(caller, webhook.id);
  return (
    <WebhookRoom opened={opened}>
      {/* Edited, perhaps to another kind of key: what was revealed is no longer what is in use. */}
      {publicKeys && <SignatureSection key={webhook.revision} webhook={webhook} publicKeys={publicKeys} />}
    </WebhookRoom>
  );
}
