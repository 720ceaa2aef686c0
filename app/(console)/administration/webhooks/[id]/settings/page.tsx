import { PlanNotice } from "../../_components/plan-notice";
import { SettingsSummary } from "../_components/settings-summary";
import { WebhookRoom } from "../_components/webhook-room";
import { openWebhook, titleOf, type WebhookProps } from "../open-webhook";

export const generateMetadata = titleOf("settings");

export default async function SettingsPage(props: WebhookProps) {
  const opened = await openWebhook(props);
  if (!opened) return <PlanNotice />;
  return (
    <WebhookRoom opened={opened}>
      <SettingsSummary webhook={opened.webhook} />
    </WebhookRoom>
  );
}
