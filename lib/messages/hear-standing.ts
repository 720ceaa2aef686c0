import { and, eq, lte } from "drizzle-orm";
import type { Database, Steps, Transaction } from "@/db/database";
import { emailKeyOf } from "@/lib/contacts/keys";
import type { Place } from "@/lib/data-centers/items";
import type { JsonObject } from "@/lib/vocabulary";

/** What an event says about writing to its contact, or to an address. */
export interface Told {
  type: string;
  occurredAt: number;
  data: JsonObject;
  /** Null where the event is about an address alone. */
  contactId: string | null;
  email: string | null;
}

/** Those that end writing to the contact, for the opt-in field that they name or for everything. */
const OUT = new Set(["contact.opted_out", "message.unsubscribed", "contact.complained"]);

/**
 * Notes who must not be written to any more, and who may again. Of two events about the same the later one holds,
 * whichever is heard first. Belongs to the commit that marks the events as seen.
 */
export function* hearStanding(
  database: Database,
  tx: Transaction,
  place: Place,
  events: readonly Told[],
): Steps<void> {
  for (const { type, occurredAt, data, contactId, email } of events) {
    if (contactId !== null && (OUT.has(type) || type === "contact.opted_in")) {
      const field = typeof data.optInField === "string" ? data.optInField : "";
      const out = type !== "contact.opted_in";
      yield* noteOptOut(database, tx, place, { contactId, field, out, because: type, at: occurredAt });
    }
    if (type === "contact.quarantined" && email !== null) {
      const pattern = emailKeyOf(email);
      yield* block(database, tx, place, { pattern, because: "quarantined", reason: null, at: occurredAt });
    }
    if (type === "contact.blocklisted" && typeof data.pattern === "string") {
      const reason = typeof data.reason === "string" ? data.reason : null;
      const pattern = emailKeyOf(data.pattern);
      yield* block(database, tx, place, { pattern, because: "blocklisted", reason, at: occurredAt });
    }
  }
}

interface OptOut {
  contactId: string;
  /** Empty for everything. */
  field: string;
  out: boolean;
  because: string;
  at: number;
}

export function* noteOptOut(
  { tables: { optOuts } }: Database,
  tx: Transaction,
  { accountId, dataCenterId }: Place,
  { contactId, field, out, because, at }: OptOut,
): Steps<void> {
  const said = { out, because, at };
  yield* tx.run(
    tx.orm
      .insert(optOuts)
      .values({ accountId, dataCenterId, contactId, optInField: field, ...said })
      .onConflictDoUpdate({
        target: [optOuts.accountId, optOuts.dataCenterId, optOuts.contactId, optOuts.optInField],
        set: said,
        setWhere: lte(optOuts.at, at),
      }),
  );
}

export interface Block {
  pattern: string;
  because: "quarantined" | "blocklisted";
  reason: string | null;
  at: number;
}

/** Keeps an address from being written to. One that is blocked already stays so, for the first reason. */
export function* block(
  { tables: { blockedAddresses } }: Database,
  tx: Transaction,
  { accountId, dataCenterId }: Place,
  { pattern, because, reason, at }: Block,
): Steps<void> {
  yield* tx.run(
    tx.orm
      .insert(blockedAddresses)
      .values({ accountId, dataCenterId, pattern, because, reason, at })
      .onConflictDoNothing(),
  );
}

/** Takes everything away that is known of an erased person; the blocklist's patterns stay. */
export function* forgetStanding(
  { tables }: Database,
  tx: Transaction,
  { accountId, dataCenterId }: Place,
  contactIds: readonly string[],
): Steps<void> {
  const { optOuts, unsubscribeLinks: links } = tables;
  for (const contactId of contactIds) {
    yield* tx.run(
      tx.orm
        .delete(optOuts)
        .where(
          and(
            eq(optOuts.accountId, accountId),
            eq(optOuts.dataCenterId, dataCenterId),
            eq(optOuts.contactId, contactId),
          ),
        ),
    );
    yield* tx.run(
      tx.orm
        .delete(links)
        .where(
          and(
            eq(links.accountId, accountId),
            eq(links.dataCenterId, dataCenterId),
            eq(links.contactId, contactId),
          ),
        ),
    );
  }
}
