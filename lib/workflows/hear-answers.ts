import { eq, inArray, sql } from "drizzle-orm";
import type { Database, Steps, Transaction } from "@/db/database";

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
  const { stepDeliveries, stepCounts, passages, passageAnswers, webhooks, deliveries } = database.tables;
  const rows = yield* tx.run(
    tx.orm
      .select({ step: stepDeliveries, label: webhooks.label, passage: passages })
      .from(stepDeliveries)
      .innerJoin(deliveries, eq(deliveries.id, stepDeliveries.deliveryId))
      .innerJoin(webhooks, eq(webhooks.id, deliveries.webhookId))
      .leftJoin(passages, eq(passages.id, stepDeliveries.passageId))
      .where(
        inArray(
          stepDeliveries.deliveryId,
          ended.map(({ deliveryId }) => deliveryId),
        ),
      ),
  );
  for (const { step, label, passage } of rows) {
    const end = ended.find(({ deliveryId }) => deliveryId === step.deliveryId);
    // Counted once, whoever ends it again.
    if (!end || step.outcome !== null) continue;
    const { workflowId, stepId, passageId, accountId } = step;
    const outcome = end.accepted ? "accepted" : "failed";
    const mine = eq(stepDeliveries.deliveryId, step.deliveryId);
    // Retention may have taken its passage away; then nothing is left to tell it of.
    if (passage) yield* tx.run(tx.orm.update(stepDeliveries).set({ outcome }).where(mine));
    else yield* tx.run(tx.orm.delete(stepDeliveries).where(mine));
    yield* tx.run(
      tx.orm
        .insert(stepCounts)
        .values({ workflowId, stepId, [outcome]: 1 })
        .onConflictDoUpdate({
          target: [stepCounts.workflowId, stepCounts.stepId],
          set: { [outcome]: sql`${stepCounts[outcome]} + 1` },
        }),
    );
    if (passage?.deliveryId !== step.deliveryId) continue;
    if (end.accepted && end.answer) {
      const { statusCode, answer: body } = end;
      yield* tx.run(
        tx.orm
          .insert(passageAnswers)
          .values({ passageId, stepId, accountId, label, statusCode, body: Buffer.from(body), at: now })
          .onConflictDoNothing(),
      );
    }
    yield* tx.run(
      tx.orm
        .update(passages)
        .set({
          state: "waiting",
          because: end.accepted ? "answered" : "failed",
          dueAt: now,
          deliveryId: null,
        })
        .where(eq(passages.id, passage.id)),
    );
  }
}
