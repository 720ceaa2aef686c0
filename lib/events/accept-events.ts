import type { NewEvent } from "@/db/dialect/dialect";
import type { KeyHolder } from "@/lib/accounts/caller";
import { requirePaidPlan } from "@/lib/accounts/plan";
import { masterDataCopier } from "@/lib/data-centers/copy-master-data";
import { type FieldProblem, invalid, Problem } from "@/lib/errors";
import { eventType } from "@/lib/event-types/catalogue";
import { newId } from "@/lib/ids";
import type { Instance } from "@/lib/instance";
import { contentHash } from "./content-hash";
import type { PostedEvent } from "./posted-event";

export interface AcceptedEvents {
  accepted: number;
  duplicates: number;
  events: { id: string; key: string | null; deliveries: number }[];
}

/**
 * Stores events and the deliveries they owe in one transaction and returns once it is on disk; any fault
 * anywhere and nothing of the request is stored. A repeat under the same key is answered with the first one's id.
 * @throws Problem 400, 402, 403, 409 or 503 (docs/edge.md, Intake).
 */
export async function acceptEvents(
  tidings: Instance,
  holder: KeyHolder,
  posted: { many: boolean; events: PostedEvent[] },
): Promise<AcceptedEvents> {
  // Known nearly always; each await that is not needed is felt here.
  const paid = requirePaidPlan(tidings, holder.accountId);
  if (paid) await paid;
  refuseForeignDataCenters(holder, posted);
  const owed = tidings.backlog.size();
  refuseOverBacklog(tidings, typeof owed === "number" ? owed : await owed);
  const events = await withMasterData(tidings, holder.accountId, posted);
  const result = await tidings.intake.store(events);
  if ("conflictAt" in result)
    throw keyConflict(events[result.conflictAt]?.key ?? "", at(posted, result.conflictAt));
  const duplicates = result.filter((event) => event.duplicate).length;
  return {
    accepted: result.length - duplicates,
    duplicates,
    events: result.map(({ id, deliveries }, index) => ({ id, key: events[index]?.key ?? null, deliveries })),
  };
}

function refuseForeignDataCenters(holder: KeyHolder, posted: { many: boolean; events: PostedEvent[] }) {
  const allowed = holder.dataCenterIds;
  if (!allowed) return;
  const index = posted.events.findIndex((event) => !allowed.includes(event.dataCenterId));
  if (index === -1) return;
  throw new Problem("forbidden", "The API key may not write events of this data center.", [
    {
      ...at(posted, index),
      path: "dataCenterId",
      message: "is not among the data centers of the key",
      remedy: `Use one of ${allowed.join(", ")}, or another key.`,
    },
  ]);
}

function refuseOverBacklog(tidings: Instance, owed: number) {
  if (owed < tidings.env.INTAKE_MAX_BACKLOG) return;
  throw new Problem(
    "backlog_full",
    `${tidings.env.INTAKE_MAX_BACKLOG} deliveries are waiting, which is the limit. Post the events again later.`,
    [],
    { "Retry-After": "30" },
  );
}

async function withMasterData(
  tidings: Instance,
  accountId: number,
  posted: { many: boolean; events: PostedEvent[] },
): Promise<NewEvent[]> {
  const copyOf = masterDataCopier(tidings, accountId);
  const acceptedAt = tidings.now();
  const errors: FieldProblem[] = [];
  const events: NewEvent[] = [];
  for (const [index, event] of posted.events.entries()) {
    const type = eventType(event.type);
    const copied = copyOf(event, type);
    // The second event of a kind need not wait for its turn.
    const copy = copied instanceof Promise ? await copied : copied;
    if ("path" in copy) {
      errors.push({ ...at(posted, index), ...copy });
      continue;
    }
    events.push({
      id: newId(),
      accountId,
      dataCenterId: event.dataCenterId,
      type: event.type,
      key: event.key,
      contentHash: event.key === null ? null : contentHash(event),
      cause: event.cause,
      occurredAt: event.occurredAt ?? acceptedAt,
      acceptedAt,
      contactId: event.contact?.id ?? null,
      contactEmail: event.contact?.email ?? null,
      contact: event.contact && JSON.stringify(event.contact),
      data: JSON.stringify(event.data),
      masterData: copy.json,
      facets: type.facets({ cause: event.cause, data: event.data, masterData: copy.masterData }),
    });
  }
  if (errors.length > 0) throw invalid(errors);
  return events;
}

/** The index is named only where an array was posted. */
const at = (posted: { many: boolean }, index: number) => (posted.many ? { index } : {});

const keyConflict = (key: string, where: { index?: number }) =>
  new Problem("idempotency_conflict", `The id "${key}" was used before for an event with other content.`, [
    {
      ...where,
      path: "id",
      message: "was used before for an event with other content",
      remedy: "Repeat the event unchanged, or give the new one an id of its own.",
    },
  ]);
