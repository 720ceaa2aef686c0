import { createHash, timingSafeEqual } from "node:crypto";
import { asUnavailable } from "@/db/faults";
import type { ActionResult } from "@/lib/action";
import { Problem } from "@/lib/errors";
import { getInstance } from "@/lib/instance";
import { createAccount } from "./create-account";
import { setUpSchema } from "./set-up-schema";
import { signIn } from "./sign-in";

/** Makes the first account and signs its administrator in. Closed once an account exists. */
export async function setUp(input: unknown): Promise<ActionResult<Record<string, never>>> {
  const parsed = setUpSchema.safeParse(input);
  if (!parsed.success) {
    const errors = parsed.error.issues.map((issue) => ({
      path: issue.path.join("."),
      message: issue.message,
      remedy: issue.message,
    }));
    return refused(new Problem("validation_failed", "Some fields need another value.", errors));
  }
  const { accountName, name, email, password, sampleData, code } = parsed.data;
  try {
    const tidings = await getInstance();
    if (tidings.setUpCode !== null && !isSame(code ?? "", tidings.setUpCode)) {
      const remedy = "Copy the code from the terminal in which the server was started.";
      return refused(
        new Problem("forbidden", "The set-up code is missing or wrong.", [
          { path: "code", message: "The code is missing or wrong.", remedy },
        ]),
      );
    }
    await createAccount(tidings, {
      name: accountName,
      plan: "paid",
      administrator: { name, email, password },
      sampleData,
      *unless(tx) {
        const { accounts } = tidings.database.tables;
        const [exists] = yield* tx.run(tx.orm.select({ id: accounts.id }).from(accounts).limit(1));
        if (exists) throw new Problem("conflict", "Tidings is set up already. Sign in instead.");
      },
    });
    return signIn({ email, password });
  } catch (error) {
    if (error instanceof Problem) return refused(error);
    if (asUnavailable(error))
      return refused(new Problem("database_unavailable", "The database can't be reached. Try again."));
    throw error;
  }
}

const digest = (text: string) => createHash("sha256").update(text.toUpperCase()).digest();
const isSame = (given: string, wanted: string) => timingSafeEqual(digest(given), digest(wanted));

const refused = (problem: Problem): ActionResult<never> => ({
  ok: false,
  problem: { ...problem.body(), errors: problem.errors },
});
