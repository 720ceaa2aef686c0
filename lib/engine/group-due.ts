import type { ClaimGroup, DueRow } from "@/db/dialect/dialect";

export interface BatchRules {
  /** How many events go in one request at most. */
  max: number;
  /** How long an event may wait for others (ms). */
  maxWaitMs: number;
  /** How many requests may leave. */
  limit: number;
  now: number;
  /** What stands first goes first, whatever could go at once. */
  inOrder?: boolean;
}

export interface Grouped {
  groups: ClaimGroup[];
  /** When a batch that isn't full yet goes all the same; null if none waits. */
  fullOrAt: number | null;
}

/**
 * Puts what is due together into requests, in the rows' order. A batch that was tried keeps its id and so its bytes
 * while every one of its deliveries still waits; once one has ended, the rest make new batches (decision 16).
 * `waiting` are the pending deliveries of the rows' batches. Pure but for the ids of new batches.
 */
export function groupDue(
  rows: DueRow[],
  waiting: { id: string; batchId: string }[],
  rules: BatchRules,
  newId: () => string,
): Grouped {
  const members = new Map<string, string[]>();
  for (const { id, batchId } of waiting) members.set(batchId, [...(members.get(batchId) ?? []), id]);
  const groups: ClaimGroup[] = [];
  const taken = new Set<string>();
  let loose: DueRow[] = [];
  let fullOrAt: number | null = null;

  const close = () => {
    const [first] = loose;
    if (!first) return;
    const ids = loose.map((row) => row.id).toSorted();
    // Alone it is named by its delivery; one that was part of a batch goes under a name that nobody has seen.
    groups.push({ ids, batchId: ids.length === 1 ? (ids[0] as string) : newId(), fresh: true });
    loose = [];
  };

  for (const row of rows) {
    if (groups.length >= rules.limit) return { groups, fullOrAt };
    if (taken.has(row.id)) continue;
    const kept = batchKept(row, members);
    if (kept) {
      // Nothing that comes later can join what stands before it.
      if (rules.inOrder) close();
      if (groups.length >= rules.limit) return { groups, fullOrAt };
      for (const id of kept) taken.add(id);
      groups.push({ ids: kept.toSorted(), batchId: row.batchId as string, fresh: false });
    } else {
      loose.push(row);
      if (loose.length >= rules.max) close();
    }
  }
  const [oldest] = loose;
  if (oldest && groups.length < rules.limit) {
    const at = Math.min(...loose.map((row) => row.acceptedAt)) + rules.maxWaitMs;
    const again = loose.some((row) => row.attempts > 0);
    if (again || at <= rules.now) close();
    else fullOrAt = at;
  }
  return { groups, fullOrAt };
}

/** The deliveries of the row's batch, if it is still as it was sent. */
function batchKept(row: DueRow, members: Map<string, string[]>): string[] | null {
  if (row.batchId === null) return null;
  if (row.batchSize === 1) return [row.id];
  const waiting = members.get(row.batchId) ?? [];
  return waiting.length === row.batchSize ? waiting : null;
}
