import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { ConsoleContext } from "@/components/console-context";
import { requireVisitor } from "@/lib/accounts/visitor";
import { callerOf } from "@/lib/action";
import { listDataCenters } from "@/lib/data-centers/list";
import { isProblem } from "@/lib/errors";
import { inspectEvent } from "@/lib/events/inspect";
import { getInstance } from "@/lib/instance";
import { requestsFrom } from "@/lib/webhooks/requests-from";
import { eventsText as t } from "@/texts/events";
import { triggerLabel } from "@/texts/triggers";
import { PlanNotice } from "../../_components/plan-notice";
import * as actions from "../../actions";
import { EventPage } from "./_components/event-page";

interface Props {
  params: Promise<{ id: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const visitor = await requireVisitor();
  if (visitor.account.plan === "free") return { title: t.title };
  return { title: triggerLabel((await read((await params).id)).event.type) };
}

export default async function EventDetailPage({ params }: Props) {
  const visitor = await requireVisitor();
  if (visitor.account.plan === "free") return <PlanNotice />;

  const caller = callerOf(await getInstance(), visitor);
  const [inspected, dataCenters] = await Promise.all([read((await params).id), listDataCenters(caller)]);

  return (
    <ConsoleContext
      value={{
        role: visitor.role,
        clientId: visitor.account.id,
        dataCenters,
        actions: { ...actions },
        requestsFrom: requestsFrom(caller, visitor.role),
        known: [],
      }}
    >
      <EventPage initial={inspected} />
    </ConsoleContext>
  );
}

/** Read once for title and page. An id of another account is answered like one that does not exist. */
const read = cache(async (id: string) => {
  try {
    return await inspectEvent(callerOf(await getInstance(), await requireVisitor()), id);
  } catch (error) {
    if (isProblem(error) && error.status === 404) notFound();
    throw error;
  }
});
