import type { Steps, Transaction } from "@/db/database";
import { recordAudit } from "@/lib/audit/record";
import { insertSampleDataCenters } from "@/lib/data-centers/sample-data";
import type { Instance } from "@/lib/instance";
import type { Plan } from "@/lib/vocabulary";
import { COMMAND_LINE } from "./caller";
import { insertUser, type NewUser, withHash } from "./create-user";

export interface NewAccount {
  name: string;
  plan: Plan;
  administrator: Omit<NewUser, "role">;
  sampleData?: boolean;
  /** Made by the administrator, on the set-up page; else by the command line. */
  bySetUp?: boolean;
  /** Makes the whole creation void, inside its transaction, by throwing. */
  unless?: (tx: Transaction) => Steps<void>;
}

/** An account with its first administrator, all of it or nothing. */
export async function createAccount(
  tidings: Instance,
  account: NewAccount,
): Promise<{ clientId: number; userId: string }> {
  const { database } = tidings;
  const administrator = await withHash({ ...account.administrator, role: "administrator" as const });
  const now = tidings.now();
  return database.atomically(function* (tx) {
    if (account.unless) yield* account.unless(tx);
    const [created] = yield* tx.run(
      tx.orm
        .insert(database.tables.accounts)
        .values({ name: account.name, plan: account.plan, createdAt: now })
        .returning({ id: database.tables.accounts.id }),
    );
    const clientId = created?.id as number;
    const userId = yield* insertUser(database, tx, clientId, administrator, now);
    if (account.sampleData) yield* insertSampleDataCenters(database, tx, clientId, now);
    const { email } = account.administrator;
    yield* recordAudit(database, tx, {
      accountId: clientId,
      actor: account.bySetUp ? { kind: "user", id: userId, name: email } : COMMAND_LINE,
      at: now,
      action: "account.created",
      target: { kind: "account", id: String(clientId) },
      details: { name: account.name, plan: account.plan, administrator: email },
    });
    return { clientId, userId };
  });
}
