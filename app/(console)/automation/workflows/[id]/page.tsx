import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import * as webhookActions from "@/app/(console)/administration/webhooks/actions";
import { withoutCredentials } from "@/app/(console)/administration/webhooks/without-credentials";
import { ConsoleContext } from "@/components/console-context";
import type { Caller } from "@/lib/accounts/caller";
import { requireVisitor } from "@/lib/accounts/visitor";
import { callerOf } from "@/lib/action";
import { listGroups } from "@/lib/contacts/groups";
import { listSegments } from "@/lib/contacts/segments";
import { listDataCenters } from "@/lib/data-centers/list";
import { readMessageLists } from "@/lib/data-centers/message-lists";
import { isProblem } from "@/lib/errors";
import { getInstance } from "@/lib/instance";
import { listMessages } from "@/lib/messages/find";
import { listWebhookRows } from "@/lib/webhooks/list";
import { requestsFrom } from "@/lib/webhooks/requests-from";
import { findWorkflow } from "@/lib/workflows/find";
import { stepStatistics } from "@/lib/workflows/passages";
import { workflows as t } from "@/texts/workflows";
import { AutomationOff } from "../_components/automation-off";
import { withinPlan } from "../within-plan";
import { WorkflowRoom } from "./_components/workflow-room";

interface Props {
  params: Promise<{ id: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const found = await read((await params).id);
  if ("why" in found) return { title: t.title };
  return { title: found.value.name };
}

export default async function WorkflowPage({ params }: Props) {
  const visitor = await requireVisitor();
  const caller = callerOf(await getInstance(), visitor);
  const found = await read((await params).id);
  if ("why" in found) return <AutomationOff why={found.why} />;
  const workflow = found.value;
  const [{ steps: statistics }, { webhooks, ...lists }, dataCenters] = await Promise.all([
    stepStatistics(caller, workflow.id),
    readChoices(caller, workflow.dataCenterId),
    listDataCenters(caller),
  ]);
  const shown = webhooks.map((webhook) => withoutCredentials(webhook, visitor.role));
  return (
    <ConsoleContext
      value={{
        clientId: caller.accountId,
        role: visitor.role,
        dataCenters,
        actions: { ...webhookActions },
        requestsFrom: requestsFrom(caller, visitor.role),
        known: shown,
      }}
    >
      <WorkflowRoom
        workflow={workflow}
        dataCenter={dataCenters.find(({ id }) => id === workflow.dataCenterId)?.name ?? ""}
        statistics={statistics}
        choices={{ ...lists, webhooks: shown.map(({ id, label }) => ({ id, name: label })) }}
        administrator={visitor.role === "administrator"}
      />
    </ConsoleContext>
  );
}

/** What steps can name, of the workflow's data center. */
async function readChoices(caller: Caller, dataCenterId: number) {
  const filter = {
    kind: "workflow",
    dataCenterId,
    status: "active",
    sort: "label",
    direction: "asc",
  } as const;
  const { database } = caller.tidings;
  const [{ rows }, { groups }, { segments }, { messages }, { mailings }] = await Promise.all([
    listWebhookRows(caller, { ...filter, limit: 1_000 }),
    listGroups(caller, dataCenterId),
    listSegments(caller, dataCenterId),
    listMessages(caller),
    readMessageLists(database, caller.accountId, dataCenterId),
  ]);
  return {
    webhooks: rows.map(({ webhook }) => webhook),
    groups: groups.map(({ id, name }) => ({ id, name })),
    segments: segments.map(({ id, name }) => ({ id, name })),
    messages: messages.flatMap((message) =>
      message.kind === "email" && message.dataCenterId === dataCenterId
        ? { id: message.id, name: message.name }
        : [],
    ),
    mailings,
  };
}

/** Read once for title and page. An id of another account is answered like one that does not exist. */
const read = cache(async (id: string) => {
  try {
    return await withinPlan(findWorkflow(callerOf(await getInstance(), await requireVisitor()), id));
  } catch (error) {
    if (isProblem(error) && error.status === 404) notFound();
    throw error;
  }
});
