import type { ClaimGroup } from "./dialect";

/**
 * The batches of several that a claim makes: of what it got, which may be less than it asked for. One that was to go
 * alone needs no row; one that is left alone has got a row all the same, for its bytes are not fixed elsewhere.
 */
export function freshBatches(groups: ClaimGroup[], claimed: { id: string; batchId: string }[]) {
  const fresh = new Set(
    groups.filter(({ fresh, ids }) => fresh && ids.length > 1).map(({ batchId }) => batchId),
  );
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
