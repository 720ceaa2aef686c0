import type { Metadata } from "next";
import { requireVisitor } from "@/lib/accounts/visitor";
import { callerOf } from "@/lib/action";
import { listDataCenters } from "@/lib/data-centers/list";
import { getInstance } from "@/lib/instance";
import { listWorkflows } from "@/lib/workflows/find";
import { workflows as t } from "@/texts/workflows";
import { AutomationOff } from "./_components/automation-off";
import { WorkflowsRoom } from "./_components/workflows-room";
import { withinPlan } from "./within-plan";

export const metadata: Metadata = { title: t.title };

export default async function WorkflowsPage() {
  const visitor = await requireVisitor();
  const caller = callerOf(await getInstance(), visitor);
  const list = await withinPlan(listWorkflows(caller));
  if ("why" in list) return <AutomationOff why={list.why} />;
  const dataCenters = await listDataCenters(caller);
  return (
    <WorkflowsRoom
      workflows={list.value.workflows}
      dataCenters={dataCenters.map(({ id, name }) => ({ id, name }))}
      administrator={visitor.role === "administrator"}
    />
  );
}
