import { and, eq } from "drizzle-orm";
import type { Database, Steps, Transaction } from "@/db/database";
import type { Definition } from "./definition";
import { type Plan, planOf } from "./plan";

/** Published versions never change, so what was read of one holds for as long as the process lives. */
const known = new Map<string, Plan>();
const KEPT = 500;

/** The plan of a published version. Throws if there is none, which no passage can come to. */
export function* readPlan(
  database: Database,
  tx: Transaction,
  workflowId: string,
  version: number,
): Steps<Plan> {
  const key = `${workflowId} ${version}`;
  const plan = known.get(key);
  if (plan) return plan;
  const { workflowVersions } = database.tables;
  const [row] = yield* tx.run(
    tx.orm
      .select({ definition: workflowVersions.definition })
      .from(workflowVersions)
      .where(and(eq(workflowVersions.workflowId, workflowId), eq(workflowVersions.version, version))),
  );
  if (!row) throw new Error(`Workflow ${workflowId} has no version ${version}.`);
  if (known.size >= KEPT) known.clear();
  const read = planOf(row.definition as unknown as Definition);
  known.set(key, read);
  return read;
}
