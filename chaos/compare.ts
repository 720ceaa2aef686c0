import type { DeliveryLine } from "../e2e/receiver/delivery-log";

export interface Comparison {
  accepted: number;
  /** Accepted events that the receiver has answered with a 2xx. */
  delivered: number;
  /** Accepted events that never were. */
  lost: number;
  /** Events that the receiver saw and that nobody acknowledged. */
  unknown: number;
  /** 2xx answers beyond the first of each event. */
  duplicates: number;
  /** Events whose tries differed in id or bytes. */
  changed: number;
}

/** What was acknowledged against what the receiver's own ledger says, for one webhook. */
export function compare(accepted: Iterable<string>, lines: DeliveryLine[]): Comparison {
  const wanted = new Set(accepted);
  const seen = new Map<string, { succeeded: number; forms: Set<string> }>();
  for (const line of lines) {
    const event = line.field ?? "";
    const told = seen.get(event) ?? { succeeded: 0, forms: new Set() };
    seen.set(event, told);
    told.forms.add(`${line.webhookId} ${line.sha256}`);
    if (isSuccess(line)) told.succeeded++;
  }
  const delivered = [...wanted].filter((id) => (seen.get(id)?.succeeded ?? 0) > 0).length;
  const told = [...seen.values()];
  return {
    accepted: wanted.size,
    delivered,
    lost: wanted.size - delivered,
    unknown: [...seen.keys()].filter((id) => !wanted.has(id)).length,
    duplicates: told.reduce((sum, { succeeded }) => sum + Math.max(0, succeeded - 1), 0),
    changed: told.filter(({ forms }) => forms.size > 1).length,
  };
}

/** An answer that left whole: whether the sender lived to read it, the receiver can't know. */
export const isSuccess = ({ status, answered }: DeliveryLine) =>
  answered && status !== null && status >= 200 && status < 300;
