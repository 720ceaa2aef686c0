import type { PostgresDatabase } from "@/db/connect-postgres";
import { type Keyring, keyIdOf } from "@/lib/keyring";

const PLACE = { accountId: 0, table: "installation", row: "key", column: "value" };

const READ = "SELECT value FROM installation WHERE name = 'key'";
const WRITE = "INSERT INTO installation (name, value) VALUES ('key', $1) ON CONFLICT DO NOTHING";
const REPLACE = "UPDATE installation SET value = $1 WHERE name = 'key' AND value = $2";

/**
 * Processes on several machines must have the same secret key, or each could not read what the others have sealed.
 * The first one leaves a sealed text that every later one has to be able to open.
 * @throws Error with the way out
 */
export async function checkInstallationKey(database: PostgresDatabase, keyring: Keyring): Promise<void> {
  await database.atomically((tx) => tx.rows(WRITE, [keyring.seal("tidings", PLACE)]));
  const sealed = await read(database);
  if (sealed === undefined || keyring.open(sealed, PLACE) !== null) return;
  throw new Error(
    `The secret key is not this database's: its credentials are sealed with the key ${keyIdOf(sealed)}. ` +
      "Every process on one PostgreSQL needs the same TIDINGS_SECRET_KEY, or a copy of the same DATA_DIR/secret.key. " +
      "Where that key is lost for good, `tidings rekey` makes the present one the database's: credentials then have " +
      "to be entered anew.",
  );
}

/** Part of `rekey`: the key that it was sealed with may be taken away afterwards. */
export async function resealInstallationKey(database: PostgresDatabase, keyring: Keyring): Promise<void> {
  const sealed = await read(database);
  if (sealed === undefined || keyIdOf(sealed) === keyring.keyIds[0]) return;
  await database.atomically((tx) => tx.rows(REPLACE, [keyring.seal("tidings", PLACE), sealed]));
}

async function read(database: PostgresDatabase): Promise<string | undefined> {
  const [row] = await database.rows<{ value: string }>(READ, []);
  return row?.value;
}
