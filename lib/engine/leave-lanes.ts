import { giveLanesAway } from "@/db/lane-rows";
import type { Instance } from "@/lib/instance";
import type { AttemptResult } from "./deliver";
import type { Lanes } from "./lanes";

/** Gives away the lanes that are another engine's part, once nothing of them is under way or still to be written. */
export async function leaveLanes(
  { database, now, bulletin }: Instance,
  lanes: Lanes,
  owner: string,
  results: AttemptResult[],
): Promise<void> {
  const free = lanes.leaving();
  if (free.length === 0) return;
  const unwritten = new Set(results.map(({ run }) => run.webhookId));
  const leaving = free.filter(({ webhookId }) => !unwritten.has(webhookId));
  if (leaving.length === 0) return;
  const ids = leaving.map(({ webhookId }) => webhookId);
  await database.atomically((tx) => giveLanesAway(tx, ids, owner));
  for (const lane of leaving) lanes.share.given(lane, now());
  bulletin.tell({ due: [] });
}
