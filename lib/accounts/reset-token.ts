import { createHash, randomBytes } from "node:crypto";
import { and, eq, gt, like } from "drizzle-orm";
import type { Database, Steps, Transaction } from "@/db/database";
import { newId } from "@/lib/ids";
import type { Instance } from "@/lib/instance";

const LIFETIME_MS = 3_600_000;
const PREFIX = "password-reset:";

/** 256 bits; only their hash is stored, so that who reads the database can't use them. */
export const newResetToken = () => randomBytes(32).toString("base64url");

const identifierOf = (token: string) => `${PREFIX}${createHash("sha256").update(token).digest("hex")}`;

/** Makes older links void. */
export function* storeResetToken(
  { tables }: Database,
  tx: Transaction,
  { token, userId, now }: { token: string; userId: string; now: number },
): Steps<void> {
  const { verifications } = tables;
  const mine = and(eq(verifications.value, userId), like(verifications.identifier, `${PREFIX}%`));
  yield* tx.run(tx.orm.delete(verifications).where(mine));
  yield* tx.run(
    tx.orm.insert(verifications).values({
      ...{ id: newId(), identifier: identifierOf(token), value: userId },
      expiresAt: new Date(now + LIFETIME_MS),
      createdAt: new Date(now),
      updatedAt: new Date(now),
    }),
  );
}

/** Takes the token away. @returns whose it was, undefined unless it was good */
export function* takeResetToken(
  { tables }: Database,
  tx: Transaction,
  { token, now }: { token: string; now: number },
): Steps<string | undefined> {
  const { verifications } = tables;
  const [taken] = yield* tx.run(
    tx.orm
      .delete(verifications)
      .where(eq(verifications.identifier, identifierOf(token)))
      .returning({ userId: verifications.value, expiresAt: verifications.expiresAt }),
  );
  return taken && taken.expiresAt.getTime() > now ? taken.userId : undefined;
}

/** Whether a link can still be used; looking doesn't use it up. */
export async function isResetToken(tidings: Instance, token: string): Promise<boolean> {
  const { orm, tables } = tidings.database;
  const { verifications } = tables;
  const good = gt(verifications.expiresAt, new Date(tidings.now()));
  const [found] = await orm
    .select({ id: verifications.id })
    .from(verifications)
    .where(and(eq(verifications.identifier, identifierOf(token)), good))
    .limit(1);
  return found !== undefined;
}
