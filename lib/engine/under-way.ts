import type { Steps, Transaction } from "@/db/database";
import type { Dialect } from "@/db/dialect/dialect";
import { readSendingOf } from "@/db/lane-rows";
import type { Instance } from "@/lib/instance";

/**
 * The deliveries that this engine claimed and has not written yet. Where a commit's answer never came, the database
 * may believe in claims that the engine never heard of: nobody else would ever put those back, for the engine lives.
 */
export class UnderWay {
  private readonly ids = new Set<string>();
  /** A transaction failed in a way that may have left it committed. */
  private doubtful = false;

  begun(deliveries: { id: string }[]) {
    for (const { id } of deliveries) this.ids.add(id);
  }

  ended(ids: Iterable<string>) {
    for (const id of ids) this.ids.delete(id);
  }

  doubt() {
    this.doubtful = true;
  }

  /** Makes due again what the database alone believes to be under way; that attempt counts. */
  async settleDoubts({ database, now, log }: Instance, owner: string): Promise<void> {
    if (!this.doubtful) return;
    const putBack = await database.atomically((tx) =>
      this.putBackUnknown(tx, database.sql.settle, owner, now()),
    );
    this.doubtful = false;
    if (putBack > 0) log.warn({ putBack }, "engine.put_back");
  }

  private *putBackUnknown(
    tx: Transaction,
    settle: Dialect["settle"],
    owner: string,
    now: number,
  ): Steps<number> {
    const unknown = (yield* readSendingOf(tx, owner)).filter(({ id }) => !this.ids.has(id));
    const rest = { state: "pending" as const, reason: null, nextAttemptAt: now, lateMs: 0, now };
    if (unknown.length > 0)
      yield* settle(
        tx,
        unknown.map((row) => ({ ...row, ...rest })),
      );
    return unknown.length;
  }
}
