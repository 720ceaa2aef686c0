import { createHash } from "node:crypto";
import { and, eq, lt } from "drizzle-orm";
import { invalid, isProblem, Problem } from "@/lib/errors";
import { newId } from "@/lib/ids";
import type { Instance } from "@/lib/instance";
import { DAY_MS } from "@/lib/time";

/** What a call is to make, under an id that was chosen before. */
export interface Reserved {
  id: string;
  /** A call under this key was begun before, and nobody knows how it ended. */
  again: boolean;
}

interface Call {
  accountId: number;
  /** As the header had it. */
  key: string;
  /** Who called. */
  who: string;
  method: string;
  path: string;
  body: Uint8Array;
  /** The answer holds a secret that is shown once: it is not kept. */
  secret: boolean;
}

/** Calls under way in this process, by account and key: who repeats one meanwhile gets its answer. */
const running = new Map<string, { fingerprint: string; answer: Promise<Response> }>();

const KEPT_MS = DAY_MS;

/**
 * Carries a call out once for all who send it under the same key within a day; a repeat is answered as the first was.
 * What is refused leaves nothing behind, so a corrected call may use the key again.
 * @throws Problem 400 for an unusable key, 409 where the key stands for another call
 */
export async function once(
  tidings: Instance,
  call: Call,
  carryOut: (reserved: Reserved) => Promise<Response>,
): Promise<Response> {
  requireUsable(call.key);
  const fingerprint = fingerprintOf(call);
  const place = `${call.accountId} ${call.key}`;
  const other = running.get(place);
  if (other) {
    if (other.fingerprint !== fingerprint) throw usedOtherwise();
    return asRepeat((await other.answer).clone());
  }
  const answer = carryOutOnce(tidings, call, fingerprint, carryOut);
  running.set(place, { fingerprint, answer });
  try {
    return (await answer).clone();
  } finally {
    running.delete(place);
  }
}

async function carryOutOnce(
  tidings: Instance,
  call: Call,
  fingerprint: string,
  carryOut: (reserved: Reserved) => Promise<Response>,
): Promise<Response> {
  const begun = await begin(tidings, call, fingerprint);
  if (begun.status !== null) return stored(begun);
  let answer: Response;
  try {
    answer = await carryOut({ id: begun.reservedId, again: begun.again });
  } catch (error) {
    // After a fault of ours nobody knows how far it came: who repeats it gets what was made under the reserved id.
    // And what was begun before may be under way in another process, which needs the row.
    if (isProblem(error) && error.status < 500 && !begun.again) await forget(tidings, call);
    throw error;
  }
  await keep(tidings, call, answer.clone());
  return answer;
}

async function begin({ database, now }: Instance, { accountId, key }: Call, fingerprint: string) {
  const { idempotentCalls: calls } = database.tables;
  const at = now();
  return database.atomically(function* (tx) {
    yield* tx.run(
      tx.orm.delete(calls).where(and(eq(calls.accountId, accountId), lt(calls.createdAt, at - KEPT_MS))),
    );
    const fresh = { accountId, key, fingerprint, reservedId: newId(), createdAt: at };
    const [inserted] = yield* tx.run(
      tx.orm.insert(calls).values(fresh).onConflictDoNothing().returning({ id: calls.reservedId }),
    );
    const [row] = yield* tx.run(tx.orm.select().from(calls).where(mine(calls, { accountId, key })));
    if (!row || row.fingerprint !== fingerprint) throw usedOtherwise();
    return { ...row, again: !inserted };
  });
}

type Calls = Instance["database"]["tables"]["idempotentCalls"];

const mine = (calls: Calls, { accountId, key }: Pick<Call, "accountId" | "key">) =>
  and(eq(calls.accountId, accountId), eq(calls.key, key));

async function keep({ database }: Instance, call: Call, answer: Response) {
  const { idempotentCalls: calls } = database.tables;
  const kept = {
    status: answer.status,
    headers: Object.fromEntries(KEPT_HEADERS.flatMap((name) => pair(name, answer.headers.get(name)))),
    body: call.secret ? null : await answer.text(),
  };
  await database.atomically(function* (tx) {
    yield* tx.run(tx.orm.update(calls).set(kept).where(mine(calls, call)));
  });
}

async function forget({ database }: Instance, call: Call) {
  const { idempotentCalls: calls } = database.tables;
  await database.atomically(function* (tx) {
    yield* tx.run(tx.orm.delete(calls).where(mine(calls, call)));
  });
}

const KEPT_HEADERS = ["content-type", "cache-control", "location", "etag"];

const pair = (name: string, value: string | null): [string, string][] =>
  value === null ? [] : [[name, value]];

type Stored = Pick<Calls["$inferSelect"], "status" | "headers" | "body">;

function stored({ status, headers, body }: Stored): Response {
  if (body === null) throw secretShown();
  return asRepeat(new Response(body, { status: status ?? 200, headers: headers ?? {} }));
}

/** To whoever repeats a call whose answer held a secret. */
export const secretShown = () =>
  new Problem(
    "idempotency_conflict",
    "The first call under this Idempotency-Key was carried out. Its answer held a secret, which is shown once and not kept: read what it made, or call again under another key.",
  );

function asRepeat(answer: Response): Response {
  answer.headers.set("Idempotency-Replayed", "true");
  return answer;
}

function requireUsable(key: string) {
  if (/^[\x21-\x7e]{1,255}$/.test(key)) return;
  const remedy = "Send 1 to 255 printable ASCII characters without blanks, such as a UUID.";
  throw invalid([{ path: "Idempotency-Key", message: "can't be used as a key", remedy }]);
}

const usedOtherwise = () =>
  new Problem(
    "idempotency_conflict",
    "The Idempotency-Key was used within a day for another call. Use a new one for each thing you make.",
  );

function fingerprintOf({ who, method, path, body }: Call): string {
  const hash = createHash("sha256");
  for (const part of [who, method, path]) hash.update(part).update("\0");
  return hash.update(body).digest("hex");
}
