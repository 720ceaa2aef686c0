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
      .select({ step: stepDeliveries, label: webhooks.label, waits: passages.id })
      .from(stepDeliveries)
      .innerJoin(deliveries, eq(deliveries.id, stepDeliveries.deliveryId))
      .innerJoin(webhooks, eq(webhooks.id, deliveries.webhookId))
      .leftJoin(passages, eq(passages.deliveryId, stepDeliveries.deliveryId))
      .where(
        inArray(
          stepDeliveries.deliveryId,
          ended.map(({ deliveryId }) => deliveryId),
        ),
      ),
  );
  for (const { step, label, waits } of rows) {
    const end = ended.find(({ deliveryId }) => deliveryId === step.deliveryId);
    // Counted once, whoever ends it again.
    if (!end || step.outcome !== null) continue;
    const { workflowId, stepId, passageId, accountId } = step;
    const outcome = end.accepted ? "accepted" : "failed";
    yield* tx.run(
      tx.orm.update(stepDeliveries).set({ outcome }).where(eq(stepDeliveries.deliveryId, step.deliveryId)),
    );
    const conversions = end.accepted && step.conversion ? 1 : 0;
    yield* tx.run(
      tx.orm
        .insert(stepCounts)
        .values({ workflowId, stepId, [outcome]: 1, conversions })
        .onConflictDoUpdate({
          target: [stepCounts.workflowId, stepCounts.stepId],
          set: {
            [outcome]: sql`${stepCounts[outcome]} + 1`,
            conversions: sql`${stepCounts.conversions} + ${conversions}`,
          },
        }),
    );
    if (waits === null) continue;
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
        .where(eq(passages.id, waits)),
    );
  }
}
