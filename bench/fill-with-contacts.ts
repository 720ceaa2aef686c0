import type { SqliteDatabase } from "@/db/connect-sqlite";
import { keysOf } from "@/lib/contacts/keys";
import { openInstance } from "@/lib/instance";
import type { SeededAccount } from "../chaos/seed";

const SYLLABLES = [
  "an",
  "be",
  "chi",
  "do",
  "el",
  "fa",
  "gre",
  "ho",
  "in",
  "jo",
  "ka",
  "lu",
  "ma",
  "ni",
  "or",
];
const nameOf = (number: number) => {
  const syllables = [number % 15, Math.floor(number / 15) % 15, Math.floor(number / 225) % 15];
  return syllables.map((index) => SYLLABLES[index]).join("");
};

/** A directory of so many contacts of 3,375 first and last names. @returns what people type to find some of them */
export async function fillWithContacts(dataDir: string, account: SeededAccount, contacts: number) {
  const tidings = await openInstance({ DATA_DIR: dataDir, LOG_LEVEL: "silent" });
  const { sqlite } = tidings.database as SqliteDatabase;
  const insert = sqlite.prepare(`
    INSERT INTO contacts (account_id, data_center_id, id, email, properties, email_key, phone_key, name_key,
      surname_key, updated_at, occurred_at, joined_on) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?)`);
  const made = (n: number) => {
    const [first, last] = [nameOf((n * 7_919) % 3_375), nameOf((n * 104_729) % 3_371)];
    const properties = { FirstName: first, LastName: last, Phone: `+43 660 ${1_000_000 + n}`, City: "Graz" };
    return { id: String(5_000_000 + n), email: `${first}.${last}.${n}@example.org`, properties };
  };
  const now = Date.now();
  sqlite.transaction(() => {
    for (let n = 0; n < contacts; n++) {
      const contact = made(n);
      const { emailKey, phoneKey, nameKey, surnameKey } = keysOf(contact);
      insert.run(
        ...[account.clientId, account.dataCenterId, contact.id, contact.email],
        ...[JSON.stringify(contact.properties), emailKey, phoneKey, nameKey, surnameKey, now, now],
      );
    }
  })();
  await tidings.close();
  return (searches: number): string[] =>
    Array.from({ length: searches }, (_, index) => {
      const { id, email, properties } = made((index * 15_485_863) % contacts);
      const { FirstName, LastName, Phone } = properties;
      const text =
        [`${FirstName} ${LastName}`, `${LastName} ${FirstName}`, email, id, Phone][index % 5] ?? id;
      return text.slice(0, 1 + (index % 9)).trim();
    });
}
