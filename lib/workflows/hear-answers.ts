import { eq, inArray, sql } from "drizzle-orm";
import type { Database, Steps, Transaction } from "@/db/database";
import { keepAnswer, letGoOn, noteOutcome } from "@/db/passage-rows";
import { groupBy } from "@/lib/group-by";

/** A step's delivery that has come to its end. */
export interface EndedStep {
  deliveryId: string;
  accepted: boolean;
  statusCode: number | null;
  /** The answer's body, where there is one to keep. */
  answer: Uint8Array | null;
}

/**
 * Counts how the requests of steps ended (S5.30), and lets the passages that waited for them go on: with the answer
 * as their data source, under the webhook's name (S4.34). Belongs to the commit that ends the deliveries.
 */
export function* hearAnswers(
  database: Database,
  tx: Transaction,
  ended: readonly EndedStep[],
  now: number,
): Steps<void> {
  if (ended.length === 0) return;
  const { stepDeliveries, passages, webhooks, deliveries } = database.tables;
  const byId = new Map(ended.map((end) => [end.deliveryId, end]));
  const rows = yield* tx.run(
    tx.orm
      .select({ step: stepDeliveries, label: webhooks.label, passage: passages })
      .from(stepDeliveries)
      .innerJoin(deliveries, eq(deliveries.id, stepDeliveries.deliveryId))
      .innerJoin(webhooks, eq(webhooks.id, deliveries.webhookId))
      .leftJoin(passages, eq(passages.id, stepDeliveries.passageId))
      .where(inArray(stepDeliveries.deliveryId, [...byId.keys()])),
  );
  const counted: Counted[] = [];
  for (const { step, label, passage } of rows) {
    const { deliveryId, workflowId, stepId, passageId, accountId } = step;
    const end = byId.get(deliveryId);
    // Counted once, whoever ends it again.
    if (!end || step.outcome !== null) continue;
    const outcome = end.accepted ? "accepted" : "failed";
    counted.push({ workflowId, stepId, outcome, conversion: step.conversion });
    // Retention may have taken its passage away.
    yield* noteOutcome(tx, deliveryId, outcome, passage !== null);
    if (passage?.deliveryId !== deliveryId) continue;
    const because = end.accepted ? "answered" : "failed";
    const goesOn = yield* letGoOn(tx, { passageId, deliveryId }, because, now);
    if (!goesOn || !end.accepted || !end.answer) continue;
    const { statusCode, answer: body } = end;
    const answer = { passageId, stepId, accountId, label, statusCode, body: Buffer.from(body), at: now };
    yield* keepAnswer(tx, answer);
  }
  yield* count(database, tx, counted);
}

interface Counted {
  workflowId: string;
  stepId: string;
  outcome: "accepted" | "failed";
  /** Whether it is a conversion if it is accepted. */
  conversion: boolean;
}

/** In one order for all, so that two transactions that count several steps never wait for each other. */
function* count(database: Database, tx: Transaction, counted: readonly Counted[]): Steps<void> {
  const { stepCounts } = database.tables;
  const byStep = groupBy(counted, ({ workflowId, stepId }) => `${workflowId} ${stepId}`);
  for (const [, of] of [...byStep].toSorted(([one], [other]) => (one < other ? -1 : 1))) {
    const { workflowId, stepId } = of[0] as Counted;
    const accepted = of.filter(({ outcome }) => outcome === "accepted").length;
    const failed = of.length - accepted;
    const conversions = of.filter(({ outcome, conversion }) => outcome === "accepted" && conversion).length;
    yield* tx.run(
      tx.orm
        .insert(stepCounts)
        .values({ workflowId, stepId, accepted, failed, conversions })
        .onConflictDoUpdate({
          target: [stepCounts.workflowId, stepCounts.stepId],
          set: {
            accepted: sql`${stepCounts.accepted} + ${accepted}`,
            failed: sql`${stepCounts.failed} + ${failed}`,
            conversions: sql`${stepCounts.conversions} + ${conversions}`,
          },
        }),
    );
  }
}
