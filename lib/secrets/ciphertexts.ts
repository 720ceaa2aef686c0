import type { Database, Steps, Transaction } from "@/db/database";
import { rewrapAuthSecret } from "@/lib/accounts/auth-secrets";
import { connectorPlace } from "@/lib/connectors/open";
import { HEADER_TABLE, resealHeaders, sealedHeaders } from "@/lib/inbox/headers";
import { type Keyring, keyIdOf, type SecretPlace } from "@/lib/keyring";
import { signingKeyPlace } from "@/lib/webhooks/new-signing-keys";
import { secretPlace } from "@/lib/webhooks/settings";

/** A row with ciphertexts. What it holds is compared as text, so that an edit in between is noticed. */
export interface SealedRow {
  /** Its place in the order of its table; what comes after it is read next. */
  at: string[];
  accountId: number;
  text: string[];
}

export type Rewrapped = "current" | "unreadable" | string[];

/** One table that holds ciphertexts. */
export interface SealedTable {
  name: string;
  /** The next rows after a place, at most `limit`. */
  read(tidings: { database: Database }, after: string[] | undefined, limit: number): Promise<SealedRow[]>;
  /** The columns' next texts, sealed with the first key. */
  rewrap(keyring: Keyring, row: SealedRow): Rewrapped | Promise<Rewrapped>;
  /** Writes them unless the row was changed since it was read. @returns whether it was written */
  write(tx: Transaction, row: SealedRow, next: string[]): Steps<boolean>;
  /** What of a row is sealed, each with its place; undefined where another library sealed it. */
  ciphertexts?(row: SealedRow): { ciphertext: string; place: SecretPlace }[];
}

/** A first place that every id comes after. */
const FIRST = "00000000-0000-0000-0000-000000000000";

function* updated(tx: Transaction, text: string, values: unknown[]): Steps<boolean> {
  return (yield* tx.rows(`${text} RETURNING 1`, values)).length === 1;
}

const SIGNING_KEYS: SealedTable = {
  name: "signing_keys",
  read: async ({ database }, [id = FIRST] = [], limit) =>
    (
      await database.rows<{ id: string; accountId: number; secret: string }>(
        `SELECT id, account_id AS "accountId", secret FROM signing_keys WHERE id > $1 ORDER BY id LIMIT $2`,
        [id, limit],
      )
    ).map((row) => ({ at: [row.id], accountId: row.accountId, text: [row.secret] })),
  rewrap: (keyring, row) => rewrapEach(keyring, row, SIGNING_KEYS, ([secret = ""]) => [secret]),
  write: (tx, { at, text }, next) =>
    updated(tx, "UPDATE signing_keys SET secret = $1 WHERE id = $2 AND secret = $3", [
      next[0],
      at[0],
      text[0],
    ]),
  ciphertexts: ({ at, accountId, text }) => [
    { ciphertext: text[0] as string, place: signingKeyPlace(accountId, at[0] as string) },
  ],
};

const REVISIONS: SealedTable = {
  name: "webhook_revisions",
  read: async ({ database }, [id = FIRST, revision = "0"] = [], limit) =>
    (
      await database.rows<{ id: string; revision: number; accountId: number; secrets: string }>(
        `SELECT webhook_id AS id, revision, account_id AS "accountId", secrets FROM webhook_revisions
         WHERE (webhook_id, revision) > ($1, $2) AND secrets <> '{}' ORDER BY webhook_id, revision LIMIT $3`,
        [id, Number(revision), limit],
      )
    ).map((row) => ({
      at: [row.id, String(row.revision)],
      accountId: row.accountId,
      text: [row.secrets],
    })),
  rewrap: (keyring, row) => rewrapEach(keyring, row, REVISIONS, (sealed) => [named(row, sealed)]),
  write: (tx, { at, text }, next) =>
    updated(
      tx,
      "UPDATE webhook_revisions SET secrets = $1 WHERE webhook_id = $2 AND revision = $3 AND secrets = $4",
      [next[0], at[0], Number(at[1]), text[0]],
    ),
  ciphertexts: ({ at, accountId, text }) =>
    Object.entries(JSON.parse(text[0] as string) as Record<string, string>).map(([place, ciphertext]) => ({
      ciphertext,
      place: secretPlace({ accountId, id: at[0] as string }, place),
    })),
};

const CONNECTORS: SealedTable = {
  name: "connectors",
  read: async ({ database }, [id = FIRST] = [], limit) =>
    (
      await database.rows<{ id: string; accountId: number; secrets: string }>(
        `SELECT id, account_id AS "accountId", secrets FROM connectors WHERE id > $1 ORDER BY id LIMIT $2`,
        [id, limit],
      )
    ).map((row) => ({ at: [row.id], accountId: row.accountId, text: [row.secrets] })),
  rewrap: (keyring, row) => rewrapEach(keyring, row, CONNECTORS, (sealed) => [named(row, sealed)]),
  write: (tx, { at, text }, next) =>
    updated(tx, "UPDATE connectors SET secrets = $1 WHERE id = $2 AND secrets = $3", [
      ...[next[0], at[0], text[0]],
    ]),
  ciphertexts: ({ at, accountId, text }) =>
    Object.entries(JSON.parse(text[0] as string) as Record<string, string>).map(([key, ciphertext]) => ({
      ciphertext,
      place: connectorPlace({ accountId, id: at[0] as string }, key),
    })),
};

const INBOX: SealedTable = {
  name: HEADER_TABLE,
  read: async ({ database }, [id = FIRST] = [], limit) =>
    (
      await database.rows<{ id: string; accountId: number; headers: string }>(
        `SELECT id, account_id AS "accountId", headers FROM inbox_requests
         WHERE id > $1 AND headers LIKE '%"sealed:%' ORDER BY id LIMIT $2`,
        [id, limit],
      )
    ).map((row) => ({ at: [row.id], accountId: row.accountId, text: [row.headers] })),
  rewrap: (keyring, row) =>
    rewrapEach(keyring, row, INBOX, (sealed) => [
      JSON.stringify(resealHeaders(JSON.parse(row.text[0] as string), sealed)),
    ]),
  write: (tx, { at, text }, next) =>
    updated(tx, "UPDATE inbox_requests SET headers = $1 WHERE id = $2 AND headers = $3", [
      next[0],
      at[0],
      text[0],
    ]),
  ciphertexts: ({ at, accountId, text }) =>
    sealedHeaders({ accountId, id: at[0] as string }, JSON.parse(text[0] as string)),
};

/** Sealed by better-auth, with keys that follow from ours. */
const TWO_FACTORS: SealedTable = {
  name: "two_factors",
  read: async ({ database }, [id = ""] = [], limit) =>
    (
      await database.rows<{ id: string; secret: string; codes: string }>(
        "SELECT id, secret, backup_codes AS codes FROM two_factors WHERE id > $1 ORDER BY id LIMIT $2",
        [id, limit],
      )
    ).map((row) => ({ at: [row.id], accountId: 0, text: [row.secret, row.codes] })),
  async rewrap(keyring, { text }) {
    const next: string[] = [];
    for (const each of text) {
      const rewrapped = await rewrapAuthSecret(keyring, each);
      if (rewrapped === null) return "unreadable";
      next.push(rewrapped);
    }
    return next.every((each, index) => each === text[index]) ? "current" : next;
  },
  write: (tx, { at, text }, next) =>
    updated(
      tx,
      `UPDATE two_factors SET secret = $1, backup_codes = $2
       WHERE id = $3 AND secret = $4 AND backup_codes = $5`,
      [next[0], next[1], at[0], text[0], text[1]],
    ),
};

/** Everything that a secret key of ours opens. Who seals something new adds its table here. */
export const SEALED_TABLES: SealedTable[] = [SIGNING_KEYS, REVISIONS, CONNECTORS, INBOX, TWO_FACTORS];

/** Next ciphertexts under the names of the row's present ones. */
function named({ text }: SealedRow, sealed: string[]): string {
  const names = Object.keys(JSON.parse(text[0] as string));
  return JSON.stringify(Object.fromEntries(names.map((name, index) => [name, sealed[index]])));
}

function rewrapEach(
  keyring: Keyring,
  row: SealedRow,
  table: SealedTable,
  assemble: (sealed: string[]) => string[],
): Rewrapped {
  const all = table.ciphertexts?.(row) ?? [];
  if (all.every(({ ciphertext }) => keyIdOf(ciphertext) === keyring.keyIds[0])) return "current";
  const next: string[] = [];
  for (const { ciphertext, place } of all) {
    const opened = keyring.open(ciphertext, place);
    if (opened === null) return "unreadable";
    next.push(keyring.seal(opened, place));
  }
  return assemble(next);
}
