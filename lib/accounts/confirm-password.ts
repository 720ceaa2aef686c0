import { and, eq } from "drizzle-orm";
import { invalid } from "@/lib/errors";
import type { Caller } from "./caller";
import { verifyPassword } from "./password-hash";

/**
 * Makes sure that it is still the person who sits there. Tries are limited like those of signing in.
 * @param path the field that the problem is shown at
 * @throws Problem 400, 429
 */
export async function confirmPassword(
  { tidings, actor }: Caller,
  password: string,
  path = "password",
): Promise<void> {
  const userId = actor.id as string;
  const attempt = await tidings.signInLimits.beginOwn(userId);
  const { orm, tables } = tidings.database;
  const { credentials } = tables;
  const [credential] = await orm
    .select({ hash: credentials.password })
    .from(credentials)
    .where(and(eq(credentials.userId, userId), eq(credentials.providerId, "credential")));
  if (!(await verifyPassword(credential?.hash, password))) {
    throw invalid([{ path, message: "The password is wrong.", remedy: "Enter your present password." }]);
  }
  await attempt.succeeded();
}
