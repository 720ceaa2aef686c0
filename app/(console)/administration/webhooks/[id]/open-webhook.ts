import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { requireVisitor } from "@/lib/accounts/visitor";
import { callerOf } from "@/lib/action";
import { listDataCenters } from "@/lib/data-centers/list";
import { isProblem } from "@/lib/errors";
import { getInstance } from "@/lib/instance";
import type { WebhookTab } from "@/lib/paths";
import { findWebhook } from "@/lib/webhooks/find";
import { navigation } from "@/texts/navigation";
import { webhookPage } from "@/texts/webhook-page";
import { withoutCredentials } from "../without-credentials";

export interface WebhookProps {
  params: Promise<{ id: string }>;
}

export type OpenedWebhook = NonNullable<Awaited<ReturnType<typeof openWebhook>>>;

/**
 * What every page of a webhook starts from. Each page asks for itself, since a layout is not asked again when
 * somebody goes from tab to tab. @returns null on the free plan
 */
export async function openWebhook({ params }: WebhookProps) {
  const visitor = await requireVisitor();
  if (visitor.account.plan === "free") return null;
  const caller = callerOf(await getInstance(), visitor);
  const [found, dataCenters] = await Promise.all([read((await params).id), listDataCenters(caller)]);
  return { visitor, caller, dataCenters, webhook: withoutCredentials(found, visitor.role) };
}

/** "Hot leads to CRM · Runs"; the overview has the label alone. */
export const titleOf =
  (tab: WebhookTab) =>
  async ({ params }: WebhookProps): Promise<Metadata> => {
    const visitor = await requireVisitor();
    if (visitor.account.plan === "free") return { title: navigation.webhooks };
    const { label } = await read((await params).id);
    return { title: tab === "overview" ? label : webhookPage.title(label, webhookPage.tabs[tab]) };
  };

/** Read once for title and page. An id of another account is answered like one that does not exist. */
const read = cache(async (id: string) => {
  try {
    return await findWebhook(callerOf(await getInstance(), await requireVisitor()), id);
  } catch (error) {
    if (isProblem(error) && error.status === 404) notFound();
    throw error;
  }
});
