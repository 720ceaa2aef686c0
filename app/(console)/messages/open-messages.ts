import { withinPlan } from "@/app/(console)/automation/workflows/within-plan";
import { requireVisitor } from "@/lib/accounts/visitor";
import { callerOf } from "@/lib/action";
import { listDataCenters } from "@/lib/data-centers/list";
import { getInstance } from "@/lib/instance";
import { listMessages } from "@/lib/messages/find";

/** What both lists show; why not, where the plan has no automation. */
export async function openMessages() {
  const visitor = await requireVisitor();
  const caller = callerOf(await getInstance(), visitor);
  const list = await withinPlan(listMessages(caller));
  if ("why" in list) return list;
  const dataCenters = await listDataCenters(caller);
  return {
    messages: list.value.messages,
    dataCenters: dataCenters.map(({ id, name }) => ({ id, name })),
    administrator: visitor.role === "administrator",
  };
}
