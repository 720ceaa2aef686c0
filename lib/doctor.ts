import { statfsSync, statSync } from "node:fs";
import { join } from "node:path";
import { isSecureContext } from "@/lib/env";
import type { Instance } from "@/lib/instance";

export interface Findings {
  ok: boolean;
  checks: { name: string; ok: boolean; detail: string }[];
}

const LITTLE_SPACE = 512 * 1024 * 1024;

/** What an operator would look at first when something is odd. `ok` is false if any check fails. */
export async function examine(tidings: Instance): Promise<Findings> {
  const checks = [
    await attempt("database", () => checkDatabase(tidings)),
    await attempt("credentials", () => checkCredentials(tidings)),
    await attempt("secret key", async () => checkKeyFile(tidings)),
    await attempt("disk space", async () => checkSpace(tidings)),
    await attempt("public address", async () => checkAddress(tidings)),
    await attempt("backlog", () => checkBacklog(tidings)),
  ];
  return { ok: checks.every((check) => check.ok), checks };
}

type Verdict = { ok: boolean; detail: string };

async function attempt(name: string, check: () => Promise<Verdict>) {
  try {
    return { name, ...(await check()) };
  } catch (error) {
    return { name, ok: false, detail: error instanceof Error ? error.message : String(error) };
  }
}

async function checkDatabase({ database }: Instance): Promise<Verdict> {
  await database.assertReachable();
  if (database.dialect === "postgres") return { ok: true, detail: "PostgreSQL answers" };
  const integrity = database.sqlite.pragma("quick_check", { simple: true });
  const dangling = (database.sqlite.pragma("foreign_key_check") as unknown[]).length;
  const ok = integrity === "ok" && dangling === 0;
  return {
    ok,
    detail: ok ? "SQLite is intact" : `quick_check: ${integrity}, rows that point nowhere: ${dangling}`,
  };
}

/** The newest signing key stands for all: a lost or exchanged secret key can't open it. */
async function checkCredentials({ database, keyring }: Instance): Promise<Verdict> {
  const [key] = await database.rows<{ id: string; accountId: number; secret: string }>(
    `SELECT id, account_id AS "accountId", secret FROM signing_keys ORDER BY created_at DESC LIMIT 1`,
    [],
  );
  if (!key) return { ok: true, detail: "nothing is encrypted yet" };
  const place = { accountId: key.accountId, table: "signing_keys", row: key.id, column: "secret" };
  const ok = keyring.open(key.secret, place) !== null;
  return {
    ok,
    detail: ok
      ? "stored credentials can be opened"
      : "stored credentials can't be opened: TIDINGS_SECRET_KEY or DATA_DIR/secret.key is not the one they were sealed with",
  };
}

function checkKeyFile({ env }: Instance): Verdict {
  if (env.TIDINGS_SECRET_KEY) return { ok: true, detail: "from TIDINGS_SECRET_KEY" };
  const mode = statSync(join(env.DATA_DIR, "secret.key")).mode & 0o777;
  const ok = (mode & 0o077) === 0;
  return {
    ok,
    detail: ok
      ? "DATA_DIR/secret.key, readable by its owner alone"
      : "DATA_DIR/secret.key is readable by others: chmod 600 it",
  };
}

function checkSpace({ env }: Instance): Verdict {
  const { bavail, bsize } = statfsSync(env.DATA_DIR);
  const free = bavail * bsize;
  return { ok: free > LITTLE_SPACE, detail: `${Math.round(free / 1024 ** 2)} MiB free where DATA_DIR lies` };
}

function checkAddress({ env }: Instance): Verdict {
  if (isSecureContext(env.PUBLIC_URL)) return { ok: true, detail: env.PUBLIC_URL };
  const remedy = "Put TLS in front and set PUBLIC_URL to https://…";
  return {
    ok: true,
    detail: `warning: ${env.PUBLIC_URL} is plain http off loopback, sessions travel unencrypted. ${remedy}`,
  };
}

async function checkBacklog({ backlog, env }: Instance): Promise<Verdict> {
  const size = await backlog.size();
  return {
    ok: size < env.INTAKE_MAX_BACKLOG,
    detail: `${size} deliveries wait, ${env.INTAKE_MAX_BACKLOG} may`,
  };
}
