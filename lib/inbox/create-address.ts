import { randomBytes } from "node:crypto";
import { desc, eq } from "drizzle-orm";
import type { Steps, Transaction } from "@/db/database";
import type { Caller } from "@/lib/accounts/caller";
import { recordAudit } from "@/lib/audit/record";
import { Problem } from "@/lib/errors";
import { inboxUrl, MAX_ADDRESSES } from "./schema";

interface Created {
  token: string;
  url: string;
}

/** Makes an address of the request inbox, called "Inbox 1" and so on. @throws Problem 409 at the limit */
export async function createInboxAddress(caller: Caller): Promise<Created> {
  return view(
    await caller.tidings.database.atomically(function* (tx) {
      return yield* insert(caller, tx, yield* readAll(caller, tx));
    }),
  );
}

/** The account's newest address; makes the first one. */
export async function obtainInboxAddress(caller: Caller): Promise<Created> {
  return view(
    await caller.tidings.database.atomically(function* (tx) {
      const [newest] = yield* readAll(caller, tx);
      return newest?.token ?? (yield* insert(caller, tx, []));
    }),
  );
}

const view = (token: string): Created => ({ token, url: inboxUrl(token) });

function* readAll(caller: Caller, tx: Transaction): Steps<{ token: string; name: string }[]> {
  const { inboxAddresses } = caller.tidings.database.tables;
  return yield* tx.run(
    tx.orm
      .select({ token: inboxAddresses.token, name: inboxAddresses.name })
      .from(inboxAddresses)
      .where(eq(inboxAddresses.accountId, caller.accountId))
      .orderBy(desc(inboxAddresses.createdAt), desc(inboxAddresses.token)),
  );
}

function* insert(caller: Caller, tx: Transaction, present: { name: string }[]): Steps<string> {
  const { database, now } = caller.tidings;
  if (present.length >= MAX_ADDRESSES) {
    throw new Problem(
      "conflict",
      `The account has ${MAX_ADDRESSES} inbox addresses, which is its limit. Delete one that no webhook uses, or use one of them again.`,
    );
  }
  const at = now();
  const token = randomBytes(24).toString("base64url");
  const name = freeName(present.map((address) => address.name));
  const { accountId } = caller;
  yield* tx.run(
    tx.orm
      .insert(database.tables.inboxAddresses)
      .values({ token, accountId, name, answerStatus: 200, createdAt: at }),
  );
  yield* recordAudit(database, tx, {
    accountId,
    actor: caller.actor,
    at,
    action: "inbox_address.created",
    target: { kind: "inbox_address", id: token },
    details: { name },
  });
  return token;
}

function freeName(taken: string[]): string {
  for (let n = 1; ; n++) if (!taken.includes(`Inbox ${n}`)) return `Inbox ${n}`;
}
