import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { AutomationOff } from "@/app/(console)/automation/workflows/_components/automation-off";
import { withinPlan } from "@/app/(console)/automation/workflows/within-plan";
import { TRAILS } from "@/app/(console)/rooms";
import { requireVisitor } from "@/lib/accounts/visitor";
import { callerOf } from "@/lib/action";
import { listDataCenters } from "@/lib/data-centers/list";
import { isProblem } from "@/lib/errors";
import { getInstance } from "@/lib/instance";
import { findMessage } from "@/lib/messages/find";
import { messages as t } from "@/texts/messages";
import { MessageRoom } from "./_components/message-room";

interface Props {
  params: Promise<{ id: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const found = await read((await params).id);
  if ("why" in found) return { title: t.title };
  return { title: found.value.name };
}

export default async function MessagePage({ params }: Props) {
  const visitor = await requireVisitor();
  const found = await read((await params).id);
  if ("why" in found) return <AutomationOff why={found.why} trail={TRAILS.messages} title={t.title} />;
  const message = found.value;
  const dataCenters = await listDataCenters(callerOf(await getInstance(), visitor));
  return (
    <MessageRoom
      key={message.id}
      message={message}
      dataCenter={dataCenters.find(({ id }) => id === message.dataCenterId)?.name ?? ""}
      administrator={visitor.role === "administrator"}
      ownEmail={visitor.user.email}
    />
  );
}

/** Read once for title and page. An id of another account is answered like one that does not exist. */
const read = cache(async (id: string) => {
  try {
    return await withinPlan(findMessage(callerOf(await getInstance(), await requireVisitor()), id));
  } catch (error) {
    if (isProblem(error) && error.status === 404) notFound();
    throw error;
  }
});
