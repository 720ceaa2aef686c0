import { and, count, eq, ne } from "drizzle-orm";
import type { Steps, Transaction } from "@/db/database";
import type { Caller } from "@/lib/accounts/caller";
import { recordAudit } from "@/lib/audit/record";
import { invalid, Problem } from "@/lib/errors";
import { fieldProblems } from "@/lib/field-problems";
import { newId } from "@/lib/ids";
import { labelKey } from "@/lib/label-schema";
import { noteReferences, refuseUnknown } from "./references";
import { requireAutomation } from "./require-automation";
import { MAX_WORKFLOWS, newWorkflowSchema, type WorkflowView } from "./schema";
import { NO_FIGURES, toView } from "./view";

/** Makes a workflow as a draft, which nothing starts. @throws Problem 400, 402, 409 at the limit or where the name is taken */
export async function createWorkflow(
  caller: Caller,
  input: unknown,
  { id = newId() }: { id?: string | undefined } = {},
): Promise<WorkflowView> {
  await requireAutomation(caller);
  const parsed = newWorkflowSchema.safeParse(input);
  if (!parsed.success) throw invalid(fieldProblems(parsed.error, input));
  const { tidings, accountId, actor } = caller;
  const { database } = tidings;
  const { name, dataCenterId, definition } = parsed.data;
  const now = tidings.now();
  const row = {
    ...{ id, accountId, dataCenterId, name, nameKey: labelKey(name), status: "draft" as const },
    ...{
      draft: JSON.parse(JSON.stringify(definition)),
      revision: 1,
      version: null,
      startsOn: null,
      begun: 0,
      ended: 0,
    },
    ...{ createdAt: now, createdBy: actor.name, updatedAt: now },
  };
  await database.atomically(function* (tx) {
    yield* refuseOverLimit(caller, tx);
    yield* refuseTakenName(caller, tx, name, null);
    yield* refuseUnknown(caller, tx, dataCenterId, definition);
    yield* tx.run(tx.orm.insert(database.tables.workflows).values(row));
    yield* noteReferences(caller, tx, id, [definition]);
    yield* recordAudit(database, tx, {
      ...{ accountId, actor, at: now, action: "workflow.created" },
      target: { kind: "workflow", id },
      details: { name },
    });
  });
  return toView(row, null, NO_FIGURES);
}

function* refuseOverLimit({ tidings, accountId }: Caller, tx: Transaction): Steps<void> {
  const { workflows } = tidings.database.tables;
  const [has] = yield* tx.run(
    tx.orm
      .select({ workflows: count() })
      .from(workflows)
      .where(and(eq(workflows.accountId, accountId), ne(workflows.status, "archived"))),
  );
  if (Number(has?.workflows) < MAX_WORKFLOWS) return;
  throw new Problem(
    "conflict",
    `The account has ${MAX_WORKFLOWS} workflows, its limit. Archive one that is no longer needed to make room.`,
  );
}

/** @param exceptId the workflow that has the name already */
export function* refuseTakenName(
  { tidings, accountId }: Caller,
  tx: Transaction,
  name: string,
  exceptId: string | null,
): Steps<void> {
  const { workflows } = tidings.database.tables;
  const mine = and(eq(workflows.accountId, accountId), eq(workflows.nameKey, labelKey(name)));
  const [taken] = yield* tx.run(tx.orm.select({ id: workflows.id }).from(workflows).where(mine));
  if (!taken || taken.id === exceptId) return;
  throw new Problem("label_taken", `Another workflow of the account is called "${name}".`, [
    {
      path: "name",
      message: "is the name of another workflow",
      remedy: "Choose another name; upper and lower case are not told apart.",
    },
  ]);
}
