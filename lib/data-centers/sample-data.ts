import type { Database, Steps, Transaction } from "@/db/database";
import { keysOf } from "@/lib/contacts/keys";

const PERSONAS = [
  { id: 1, name: "Decision maker", threshold: 100 },
  { id: 2, name: "Evaluator", threshold: 60 },
  { id: 3, name: "Newsletter reader", threshold: 20 },
];
const LEAD_SCORINGS = [
  { id: 1, name: "Product interest" },
  { id: 2, name: "Event attendance" },
];
const STAGES = [
  { id: 1, leadScoringId: 1, name: "Marketing qualified", threshold: 80 },
  { id: 2, leadScoringId: 1, name: "Sales ready", threshold: 150 },
  { id: 3, leadScoringId: 2, name: "Registered", threshold: 30 },
  { id: 4, leadScoringId: 2, name: "Attended twice", threshold: 90 },
];
const MAILINGS = ["Spring newsletter", "Product launch", "Webinar invitation"];
const COMMUNICATION_TYPES = ["Newsletter", "Product news", "Service message"];
const FIELDS = [
  { code: "f_EMail", label: "E-mail", type: "email" as const, keyField: true },
  { code: "f_FirstName", label: "First name", type: "text" as const, keyField: false },
  { code: "f_LastName", label: "Last name", type: "text" as const, keyField: false },
  { code: "f_City", label: "City", type: "text" as const, keyField: false },
  { code: "optin_News", label: "Newsletter opt-in", type: "boolean" as const, keyField: false },
];
const FIRST_NAMES = ["Ada", "Ben", "Chloé", "Dmitri", "Elif", "Farid", "Grace", "Hiro", "Ines", "Jonas"];
const LAST_NAMES = ["Okafor", "Lindqvist"];
const CITIES = ["Lyon", "Graz", "Porto", "Malmö", "Québec"];

/** What a newcomer sees after set-up: two data centers to choose from. */
export function* insertSampleDataCenters(
  database: Database,
  tx: Transaction,
  accountId: number,
  now: number,
): Steps<void> {
  for (const [index, name] of ["Quantum", "Alpha"].entries()) {
    const dataCenter = { accountId, id: index + 1, name, createdAt: now };
    yield* tx.run(tx.orm.insert(database.tables.dataCenters).values(dataCenter));
    yield* insertSampleData(database, tx, accountId, dataCenter.id, now);
  }
}

/** Personas, lead scorings with stages, mailings, communication types, fields and 20 contacts. */
export function* insertSampleData(
  database: Database,
  tx: Transaction,
  accountId: number,
  dataCenterId: number,
  now: number,
): Steps<void> {
  const { personas, leadScorings, stages, mailings, communicationTypes, fields, contacts } = database.tables;
  const place = { accountId, dataCenterId };
  const numbered = (names: string[]) => names.map((name, index) => ({ ...place, id: index + 1, name }));
  yield* tx.run(tx.orm.insert(personas).values(PERSONAS.map((persona) => ({ ...place, ...persona }))));
  yield* tx.run(
    tx.orm.insert(leadScorings).values(LEAD_SCORINGS.map((scoring) => ({ ...place, ...scoring }))),
  );
  yield* tx.run(tx.orm.insert(stages).values(STAGES.map((stage) => ({ ...place, ...stage }))));
  yield* tx.run(tx.orm.insert(mailings).values(numbered(MAILINGS)));
  yield* tx.run(tx.orm.insert(communicationTypes).values(numbered(COMMUNICATION_TYPES)));
  yield* tx.run(
    tx.orm.insert(fields).values(FIELDS.map((field, index) => ({ ...place, id: index + 1, ...field }))),
  );
  yield* tx.run(
    tx.orm.insert(contacts).values(
      sampleContacts().map((contact) => ({
        ...{ ...place, ...contact, ...keysOf(contact) },
        ...{ joinedOn: now, updatedAt: now },
      })),
    ),
  );
}

function sampleContacts() {
  return LAST_NAMES.flatMap((lastName, family) =>
    FIRST_NAMES.map((firstName, index) => {
      const local = `${firstName}.${lastName}`
        .toLowerCase()
        .normalize("NFD")
        .replace(/[^a-z.]/g, "");
      return {
        id: String(1001 + family * FIRST_NAMES.length + index),
        email: `${local}@example.org`,
        properties: { FirstName: firstName, LastName: lastName, City: CITIES[index % CITIES.length] ?? "" },
      };
    }),
  );
}
