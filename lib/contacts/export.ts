import type { Caller } from "@/lib/accounts/caller";
import { csvLine } from "@/lib/audit/csv";
import { recordAudit } from "@/lib/audit/record";
import { findList } from "@/lib/data-centers/find";
import type { Json } from "@/lib/vocabulary";
import { type ContactFilter, listContacts } from "./list";
import { CONSENT_FIELDS, type ContactView, STATISTICS } from "./schema";
import { placeOf } from "./write";

const PAGE = 500;

/**
 * Contacts as CSV, piece by piece: one column a field of the data center, what else a contact has as JSON in the last.
 * A cell that a spreadsheet would take for a formula is text (G9). That it was exported stands in the audit log.
 * @throws Problem 400, 404
 */
export async function exportContacts(
  caller: Caller,
  dataCenterId: number | string,
  filter: Omit<ContactFilter, "limit" | "cursor">,
): Promise<AsyncGenerator<string, void>> {
  const { tidings, accountId, actor } = caller;
  const place = placeOf(caller, dataCenterId);
  const { fields } = await findList(caller, place.dataCenterId, "fields");
  // Asked before the first byte leaves, so that a fault is answered as one.
  const first = await listContacts(caller, place.dataCenterId, { ...filter, limit: PAGE });
  await tidings.database.atomically((tx) =>
    recordAudit(tidings.database, tx, {
      ...{ accountId, actor, at: tidings.now(), action: "contact.exported" },
      target: { kind: "data_center", id: String(place.dataCenterId) },
    }),
  );
  const codes = fields.map(({ code }) => code);
  return (async function* () {
    // The mark by which spreadsheets recognise UTF-8.
    yield `\uFEFF${csvLine(headingOf(codes))}`;
    for (let page = first; ; ) {
      yield page.contacts.map((contact) => csvLine(cellsOf(contact, codes))).join("");
      if (page.next === null) return;
      page = await listContacts(caller, place.dataCenterId, { ...filter, limit: PAGE, cursor: page.next });
    }
  })();
}

const headingOf = (codes: string[]) => [
  ...["id", "email", ...codes, ...CONSENT_FIELDS, ...STATISTICS],
  ...["joinedOn", "updatedAt", "groupIds", "otherProperties"],
];

function cellsOf(contact: ContactView, codes: string[]): string[] {
  const { id, email, properties, consent, statistics, joinedOn, updatedAt, groupIds } = contact;
  const others = Object.entries(properties).filter(([name]) => !codes.includes(name));
  return [
    ...[id, email ?? "", ...codes.map((code) => asCell(properties[code] ?? null))],
    ...CONSENT_FIELDS.map((name) => consent[name] ?? ""),
    ...STATISTICS.map((name) => asCell(statistics[name])),
    ...[joinedOn ?? "", updatedAt, groupIds.join(" ")],
    others.length > 0 ? JSON.stringify(Object.fromEntries(others)) : "",
  ];
}

const asCell = (value: Json): string =>
  value === null ? "" : typeof value === "string" ? value : JSON.stringify(value);
