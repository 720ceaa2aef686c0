import { and, desc, eq, or } from "drizzle-orm";
import { z } from "zod";
import type { Caller } from "@/lib/accounts/caller";
import { readData } from "@/lib/drafts/recall-events";
import { invalid } from "@/lib/errors";
import { isEventType } from "@/lib/event-types/catalogue";
import { searchEvents } from "@/lib/events/walks";
import { fieldProblems } from "@/lib/field-problems";
import { isId } from "@/lib/ids";
import { queryNumber, queryText } from "@/lib/query-fields";
import { iso } from "@/lib/time";
import { walkList } from "@/lib/walk-list";
import { type FoundEvent, foundEventSchema } from "./found-schema";

const searchSchema = z.strictObject({
  dataCenterId: queryNumber(1, Number.MAX_SAFE_INTEGER),
  q: queryText(400).default(""),
});

const MOST = 20;
/** No index knows the data center: this many of the account's newest events are looked through, in chunks. */
const WALK = { chunk: 200, budget: 2_000 };
const MOST_PARAMETERS = 100;

/**
 * Events of a data center received at any time (S4.31): the newest ones, and of each type the samples that outlive
 * them. `q` is a type, an event's id or key, a contact's id or e-mail.
 * @throws Problem 400
 */
export async function findReceivedEvents(caller: Caller, input: unknown): Promise<{ events: FoundEvent[] }> {
  const parsed = searchSchema.safeParse(input);
  if (!parsed.success) throw invalid(fieldProblems(parsed.error, input));
  const { dataCenterId } = parsed.data;
  const q = parsed.data.q.trim();
  const search = q === "" ? {} : isEventType(q) ? { type: q } : { q };
  const walk = searchEvents(caller, { dataCenterId, ...search });
  const { rows } = await walkList(walk, undefined, MOST, WALK);
  const stored = rows.map((row) => ({ ...row, sample: false }));
  const ids = new Set(stored.map(({ id }) => id));
  const samples = (await samplesOf(caller, dataCenterId, q)).filter(({ id }) => !ids.has(id));
  const newest = [...stored, ...samples].sort((a, b) => (a.id < b.id ? 1 : -1)).slice(0, MOST);
  const data = await readData(caller, newest);
  return {
    events: newest.flatMap(({ id, type, acceptedAt, contactId, contactEmail }) => {
      const rest = data.get(id);
      if (!rest) return [];
      const parameters = Object.keys(rest.data).slice(0, MOST_PARAMETERS);
      const event = { id, type, acceptedAt: iso(acceptedAt), contactId, contactEmail, parameters };
      return [foundEventSchema.parse(event)];
    }),
  };
}

async function samplesOf({ tidings, accountId }: Caller, dataCenterId: number, q: string) {
  const { sampleEvents } = tidings.database.tables;
  const { id, type, cause, acceptedAt, contactId, contactEmail } = sampleEvents;
  const rows = await tidings.database.orm
    .select({ id, type, cause, acceptedAt, contactId, contactEmail, dataCenterId: sampleEvents.dataCenterId })
    .from(sampleEvents)
    .where(
      and(
        eq(sampleEvents.accountId, accountId),
        eq(sampleEvents.dataCenterId, dataCenterId),
        q === ""
          ? undefined
          : isEventType(q)
            ? eq(type, q)
            : or(isId(q) ? eq(id, q.toLowerCase()) : undefined, eq(contactId, q), eq(contactEmail, q)),
      ),
    )
    .orderBy(desc(id))
    .limit(MOST);
  return rows.map((row) => ({ ...row, sample: true }));
}
