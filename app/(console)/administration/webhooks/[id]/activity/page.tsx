import { AdministratorsOnly } from "@/app/(console)/_components/administrators-only";
import { viewReader } from "@/app/(console)/read-view";
import { listAudit } from "@/lib/audit/list";
import { isId } from "@/lib/ids";
import { webhookPage } from "@/texts/webhook-page";
import { PlanNotice } from "../../_components/plan-notice";
import { ActivitySection } from "../_components/activity-section";
import { WebhookRoom } from "../_components/webhook-room";
import { openWebhook, titleOf, type WebhookProps } from "../open-webhook";

export const generateMetadata = titleOf("activity");

interface Props extends WebhookProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** Members read webhooks and runs, not who did what (decision 29). */
export default async function ActivityPage({ params, searchParams }: Props) {
  const opened = await openWebhook({ params });
  if (!opened) return <PlanNotice />;
  const { visitor, caller, webhook } = opened;
  if (visitor.role !== "administrator") return <AdministratorsOnly title={webhookPage.activity.title} />;
  const asked = viewReader(await searchParams).text("cursor");
  const cursor = asked && isId(asked) ? asked : undefined;
  const { entries, next } = await listAudit(caller, {
    ...{ targetKind: "webhook", targetId: webhook.id, limit: 25 },
    ...(cursor && { cursor }),
  });
  return (
    <WebhookRoom opened={opened}>
      <ActivitySection webhookId={webhook.id} entries={entries} cursor={cursor} next={next} />
    </WebhookRoom>
  );
}
