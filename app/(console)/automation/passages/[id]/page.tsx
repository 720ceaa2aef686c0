import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import * as webhookActions from "@/app/(console)/administration/webhooks/actions";
import { ConsoleContext } from "@/components/console-context";
import { requireVisitor } from "@/lib/accounts/visitor";
import { callerOf } from "@/lib/action";
import { isProblem } from "@/lib/errors";
import { getInstance } from "@/lib/instance";
import { inspectPassage } from "@/lib/workflows/inspect-passage";
import { passageWay as t } from "@/texts/passage-way";
import { AutomationOff } from "../../workflows/_components/automation-off";
import { withinPlan } from "../../workflows/within-plan";
import { PassagePage } from "./_components/passage-page";

interface Props {
  params: Promise<{ id: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const found = await read((await params).id);
  if ("why" in found) return { title: t.title };
  return { title: `${t.title} · ${found.value.workflow.name}` };
}

export default async function OnePassagePage({ params }: Props) {
  const visitor = await requireVisitor();
  const found = await read((await params).id);
  if ("why" in found) return <AutomationOff why={found.why} />;
  return (
    <ConsoleContext
      value={{
        ...{ role: visitor.role, clientId: visitor.account.id },
        ...{ dataCenters: [], actions: { ...webhookActions }, requestsFrom: [], known: [] },
      }}
    >
      <PassagePage initial={found.value} />
    </ConsoleContext>
  );
}

/** Read once for title and page. An id of another account is answered like one that does not exist. */
const read = cache(async (id: string) => {
  try {
    return await withinPlan(inspectPassage(callerOf(await getInstance(), await requireVisitor()), id));
  } catch (error) {
    if (isProblem(error) && error.status === 404) notFound();
    throw error;
  }
});
