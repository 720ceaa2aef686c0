import type { ClaimGroup } from "./dialect";

/** The batches that a claim makes: of what it got, which may be less than it asked for. */
export function freshBatches(groups: ClaimGroup[], claimed: { id: string; batchId: string }[]) {
  const fresh = new Set(groups.filter((group) => group.fresh).map((group) => group.batchId));
  const sizes = new Map<string, number>();
  for (const { batchId } of claimed) {
    if (fresh.has(batchId)) sizes.set(batchId, (sizes.get(batchId) ?? 0) + 1);
  }
  return {
    /** Id and size. */
    batches: [...sizes],
    /** Batch and delivery, of batches of several. */
    members: claimed
      .filter(({ batchId }) => (sizes.get(batchId) ?? 0) > 1)
      .map(({ id, batchId }): [string, string] => [batchId, id]),
  };
}
