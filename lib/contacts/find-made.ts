import type { Caller } from "@/lib/accounts/caller";
import { findEntry } from "@/lib/data-centers/find-made";
import { notFound, Problem } from "@/lib/errors";
import { iso } from "@/lib/time";
import { listGroups } from "./groups";
import { type Receipt, receiptSchema } from "./schema";
import type { GroupView, SegmentView } from "./segment-schema";
import { listSegments } from "./segments";

/** What an earlier call under the same `Idempotency-Key` has made, by its audit entry. */

/** @throws Problem 404 */
export async function findReceipt(caller: Caller, entryId: string): Promise<Receipt> {
  const entry = await findEntry(caller, entryId);
  if (!entry) throw notFound("erasure");
  const { at, targetId, details } = entry;
  return receiptSchema.parse({
    ...{ id: entryId, erasedAt: iso(at), dataCenterId: Number(targetId) },
    ...details,
  });
}

/** @throws Problem 404, 409 if somebody deleted it since */
export async function findMadeGroup(caller: Caller, entryId: string): Promise<GroupView> {
  const entry = await findEntry(caller, entryId);
  if (!entry) throw notFound("group");
  const { groups } = await listGroups(caller, entry.targetId);
  return still(
    groups.find(({ id }) => id === entry.details.id),
    "group",
  );
}

/** @throws Problem 404, 409 if somebody deleted it since */
export async function findMadeSegment(caller: Caller, entryId: string): Promise<SegmentView> {
  const entry = await findEntry(caller, entryId);
  if (!entry) throw notFound("segment");
  const { segments } = await listSegments(caller, entry.targetId);
  return still(
    segments.find(({ id }) => id === entry.details.id),
    "segment",
  );
}

function still<Made>(made: Made | undefined, what: string): Made {
  if (made) return made;
  throw new Problem("conflict", `The ${what} was created and has been deleted since.`);
}
