import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import type { Query } from "@/app/(console)/read-view";
import { requireVisitor } from "@/lib/accounts/visitor";
import { callerOf } from "@/lib/action";
import { isProblem } from "@/lib/errors";
import { getInstance } from "@/lib/instance";
import { daysOf } from "@/lib/retention/days";
import { DAY_MS, iso } from "@/lib/time";
import { findWorkflow, loadWorkflow } from "@/lib/workflows/find";
import { listKnownSteps, listPassageRows } from "@/lib/workflows/passage-rows";
import { passagesText as t } from "@/texts/passages";
import { stepName } from "@/texts/workflow-canvas";
import { AutomationOff } from "../../_components/automation-off";
import { withinPlan } from "../../within-plan";
import { PassagesList } from "./_components/passages-list";
import { filterOf, readView } from "./list-view";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Query>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const found = await read((await params).id);
  if ("why" in found) return { title: t.title };
  return { title: `${t.title} · ${found.value.name}` };
}

export default async function PassagesPage({ params, searchParams }: Props) {
  const caller = callerOf(await getInstance(), await requireVisitor());
  const { id } = await params;
  const found = await read(id);
  if ("why" in found) return <AutomationOff why={found.why} />;
  const view = readView(await searchParams);
  const [list, steps, days] = await Promise.all([
    listPassageRows(caller, id, filterOf(view)),
    loadWorkflow(caller, id).then((workflow) => listKnownSteps(caller, workflow)),
    daysOf(caller),
  ]);
  return (
    <PassagesList
      initial={list}
      view={view}
      workflow={found.value}
      steps={steps.map((step) => ({ id: step.id, name: stepName(step) }))}
      kept={{ days, since: iso(caller.tidings.now() - days * DAY_MS) }}
    />
  );
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
