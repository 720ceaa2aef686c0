import { and, asc, eq, gt, inArray } from "drizzle-orm";
import type { Place } from "@/lib/data-centers/items";
import type { Instance } from "@/lib/instance";
import { readWebhookIds } from "@/lib/retention/step";
import { EMPTY } from "./erase-events";
import { isAbout, isRowAbout, type Person, tellsOf } from "./person";

export interface ErasedTraces {
  testRuns: number;
  sampleEvents: number;
  inboxRequests: number;
  importedRows: number;
  storedAnswers: number;
}

/** Whatever else may hold something of the person: it is read and looked through, since nothing points at it. */
export async function eraseTraces(tidings: Instance, place: Place, person: Person): Promise<ErasedTraces> {
  return {
    testRuns: await emptyTests(tidings, place, person),
    sampleEvents: await eraseSamples(tidings, place, person),
    inboxRequests: await eraseInbox(tidings, place, person),
    importedRows: await eraseImported(tidings, place, person),
    storedAnswers: await eraseAnswers(tidings, place, person),
  };
}

async function eraseSamples({ database }: Instance, place: Place, person: Person): Promise<number> {
  const { sampleEvents } = database.tables;
  const rows = await database.orm
    .select({
      id: sampleEvents.id,
      contactId: sampleEvents.contactId,
      contactEmail: sampleEvents.contactEmail,
    })
    .from(sampleEvents)
    .where(
      and(eq(sampleEvents.accountId, place.accountId), eq(sampleEvents.dataCenterId, place.dataCenterId)),
    );
  const theirs = rows.filter((row) => isAbout(person, { id: row.contactId, email: row.contactEmail }));
  return remove(theirs, (ids) =>
    database.atomically((tx) => tx.run(tx.orm.delete(sampleEvents).where(inArray(sampleEvents.id, ids)))),
  );
}

const TESTS_AT_ONCE = 2_000;

/** Runs of tests carry their own bodies, whoever they were about. */
async function emptyTests(tidings: Instance, { accountId }: Place, person: Person): Promise<number> {
  const { database } = tidings;
  const { runs } = database.tables;
  const tells = tellsOf(person);
  let emptied = 0;
  for (const webhookId of await readWebhookIds(tidings, accountId)) {
    for (let after = ""; ; ) {
      const page = await database.orm
        .select({ id: runs.id, test: runs.test })
        .from(runs)
        .where(and(eq(runs.webhookId, webhookId), after ? gt(runs.id, after) : undefined))
        .orderBy(asc(runs.id))
        .limit(TESTS_AT_ONCE);
      const tests = page.flatMap(({ id, test }) => (test ? [id] : []));
      for (let at = 0; at < tests.length; at += 100) {
        const bodies = await database.orm
          .select({ id: runs.id, request: runs.request, sent: runs.requestBody, answer: runs.responseBody })
          .from(runs)
          .where(inArray(runs.id, tests.slice(at, at + 100)));
        const theirs = bodies.filter(
          ({ request, sent, answer }) =>
            tells(JSON.stringify(request)) ||
            tells(sent?.toString() ?? "") ||
            tells(answer?.toString() ?? ""),
        );
        emptied += await remove(theirs, (ids) =>
          database.atomically((tx) => tx.run(tx.orm.update(runs).set(EMPTY).where(inArray(runs.id, ids)))),
        );
      }
      const last = page.at(-1);
      if (!last || page.length < TESTS_AT_ONCE) break;
      after = last.id;
      await new Promise(setImmediate);
    }
  }
  return emptied;
}

async function eraseInbox({ database }: Instance, { accountId }: Place, person: Person): Promise<number> {
  const { inboxRequests, inboxAddresses } = database.tables;
  const tells = tellsOf(person);
  const addresses = await database.orm
    .select({ token: inboxAddresses.token })
    .from(inboxAddresses)
    .where(eq(inboxAddresses.accountId, accountId));
  let erased = 0;
  for (const { token } of addresses) {
    const rows = await database.orm
      .select({ id: inboxRequests.id, url: inboxRequests.url, body: inboxRequests.body })
      .from(inboxRequests)
      .where(eq(inboxRequests.token, token));
    const theirs = rows.filter(({ url, body }) => tells(url) || tells(body.toString()));
    erased += await remove(theirs, (ids) =>
      database.atomically((tx) => tx.run(tx.orm.delete(inboxRequests).where(inArray(inboxRequests.id, ids)))),
    );
  }
  return erased;
}

/** Rows of files that wait to be taken in, or could not be. */
async function eraseImported({ database }: Instance, place: Place, person: Person): Promise<number> {
  const { contactImports, contactImportParts: parts } = database.tables;
  const imports = await database.orm
    .select({ id: contactImports.id, mapping: contactImports.mapping })
    .from(contactImports)
    .where(
      and(eq(contactImports.accountId, place.accountId), eq(contactImports.dataCenterId, place.dataCenterId)),
    );
  let erased = 0;
  for (const { id, mapping } of imports) {
    const numbers = await database.orm
      .select({ part: parts.part })
      .from(parts)
      .where(eq(parts.importId, id))
      .orderBy(asc(parts.part));
    for (const { part } of numbers) {
      erased += await database.atomically(function* (tx) {
        const mine = and(eq(parts.importId, id), eq(parts.part, part));
        const [row] = yield* tx.run(tx.orm.select().from(parts).where(mine));
        const isOther = (cells: string[]) => !isRowAbout(person, mapping, cells);
        const rows = row?.rows?.filter(isOther) ?? null;
        const rejected = row?.rejected?.filter(({ cells }) => isOther(cells)) ?? null;
        const gone =
          (row?.rows?.length ?? 0) -
          (rows?.length ?? 0) +
          (row?.rejected?.length ?? 0) -
          (rejected?.length ?? 0);
        if (gone > 0) yield* tx.run(tx.orm.update(parts).set({ rows, rejected }).where(mine));
        return gone;
      });
      await new Promise(setImmediate);
    }
  }
  return erased;
}

/** Answers kept for calls that are repeated under the same `Idempotency-Key`. */
async function eraseAnswers({ database }: Instance, { accountId }: Place, person: Person): Promise<number> {
  const { idempotentCalls: calls } = database.tables;
  const tells = tellsOf(person);
  const rows = await database.orm
    .select({ id: calls.key, body: calls.body })
    .from(calls)
    .where(eq(calls.accountId, accountId));
  const theirs = rows.filter(({ body }) => body !== null && tells(body));
  return remove(theirs, (keys) =>
    database.atomically((tx) =>
      tx.run(tx.orm.delete(calls).where(and(eq(calls.accountId, accountId), inArray(calls.key, keys)))),
    ),
  );
}

async function remove(rows: { id: string }[], work: (ids: string[]) => Promise<unknown>): Promise<number> {
  const ids = rows.map(({ id }) => id);
  for (let at = 0; at < ids.length; at += 500) await work(ids.slice(at, at + 500));
  return ids.length;
}
