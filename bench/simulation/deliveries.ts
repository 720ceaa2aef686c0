import type { DueRow } from "@/db/dialect/dialect";

/** The columns of the table that the rules read, for a million rows at once; a row's id is its place. */
export class Deliveries {
  readonly webhook: Uint32Array;
  readonly acceptedAt: Float64Array;
  readonly nextAttemptAt: Float64Array;
  readonly firstAttemptAt: Float64Array;
  readonly lateMs: Float64Array;
  readonly attempts: Uint32Array;
  readonly batch: Int32Array;
  readonly state: Uint8Array;
  /** Of batches of several: who is in it. */
  readonly members = new Map<number, number[]>();

  constructor(readonly size: number) {
    this.webhook = new Uint32Array(size);
    this.acceptedAt = new Float64Array(size);
    this.nextAttemptAt = new Float64Array(size);
    this.firstAttemptAt = new Float64Array(size).fill(-1);
    this.lateMs = new Float64Array(size);
    this.attempts = new Uint32Array(size);
    this.batch = new Int32Array(size).fill(-1);
    this.state = new Uint8Array(size);
  }

  count(state: number): number {
    let count = 0;
    for (const one of this.state) if (one === state) count++;
    return count;
  }

  toRow(id: number): DueRow {
    const batch = this.batch[id] as number;
    return {
      id: String(id),
      state: "pending",
      batchId: batch === -1 ? null : String(batch),
      batchSize: this.members.get(batch)?.length ?? 1,
      attempts: this.attempts[id] as number,
      acceptedAt: this.acceptedAt[id] as number,
      nextAttemptAt: this.nextAttemptAt[id] as number,
      orderKey: null,
    };
  }

  /** As the claim: the attempt is counted, and what it is late by is ours. */
  claim(id: number, batch: number, now: number) {
    this.state[id] = STATES.sending;
    this.attempts[id] = (this.attempts[id] as number) + 1;
    if (this.firstAttemptAt[id] === -1) this.firstAttemptAt[id] = now;
    this.lateMs[id] = (this.lateMs[id] as number) + Math.max(0, now - (this.nextAttemptAt[id] as number));
    this.batch[id] = batch;
  }
}

export const STATES = { toCome: 0, pending: 1, sending: 2, delivered: 3, failed: 4, discarded: 5 } as const;
