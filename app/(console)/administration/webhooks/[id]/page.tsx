import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { ConsoleContext } from "@/components/console-context";
import { WebhookDialogs } from "@/components/webhook-dialogs/webhook-dialogs";
import { requireVisitor } from "@/lib/accounts/visitor";
import { callerOf } from "@/lib/action";
import { listDataCenters } from "@/lib/data-centers/list";
import { Problem } from "@/lib/errors";
import { getInstance } from "@/lib/instance";
import { findWebhook } from "@/lib/webhooks/find";
import { PROFILE_DEFAULTS } from "@/lib/webhooks/profiles";
import { PlanNotice } from "../_components/plan-notice";
import * as actions from "../actions";
import { withoutCredentials } from "../without-credentials";
import { WebhookPage } from "./_components/webhook-page";

interface Props {
  params: Promise<{ id: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const visitor = await requireVisitor();
  if (visitor.account.plan === "free") return { title: "Webhooks" };
  return { title: (await read((await params).id)).label };
}

export default async function WebhookDetailPage({ params }: Props) {
  const visitor = await requireVisitor();
  if (visitor.account.plan === "free") return <PlanNotice />;

  const caller = callerOf(await getInstance(), visitor);
  const [found, dataCenters] = await Promise.all([read((await params).id), listDataCenters(caller)]);
  const webhook = withoutCredentials(found, visitor.role);

  return (
    <ConsoleContext
      value={{
        role: visitor.role,
        dataCenters,
        actions: { ...actions },
        defaultDelivery: PROFILE_DEFAULTS.simple,
        known: [webhook],
      }}
    >
      <WebhookPage webhook={webhook} />
      {webhook.status !== "deleted" && <WebhookDialogs />}
    </ConsoleContext>
  );
}

/** Read once for title and page. An id of another account is answered like one that does not exist. */
const read = cache(async (id: string) => {
  try {
    return await findWebhook(callerOf(await getInstance(), await requireVisitor()), id);
  } catch (error) {
    if (error instanceof Problem && error.status === 404) notFound();
    throw error;
  }
});
