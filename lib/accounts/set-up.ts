import { createHash, timingSafeEqual } from "node:crypto";
import { type ActionResult, runPublicAction } from "@/lib/action";
import { invalid, Problem } from "@/lib/errors";
import { fieldProblems } from "@/lib/field-problems";
import type { Instance } from "@/lib/instance";
import { currentClient } from "./client";
import { createAccount } from "./create-account";
import { requireGoodPassword } from "./new-password";
import { setUpSchema } from "./set-up-schema";
import { type SignedIn, signIn } from "./sign-in";
import { isSetUp } from "./visitor";

/** Makes the first account and signs its administrator in. Closed once an account exists. */
export async function setUp(input: unknown): Promise<ActionResult<SignedIn>> {
  const made = await runPublicAction(async (tidings) => {
    const parsed = setUpSchema.safeParse(input);
    if (!parsed.success) throw invalid(fieldProblems(parsed.error, input));
    const { accountName, name, email, password, sampleData, code } = parsed.data;
    await requireCode(tidings, code);
    requireGoodPassword(password, email);
    // Before the costly hash, which nobody may cause once the page is closed; the transaction below makes sure.
    if (await isSetUp()) throw alreadySetUp();
    await createAccount(tidings, {
      name: accountName,
      plan: "paid",
      administrator: { name, email, password },
      sampleData,
      bySetUp: true,
      *unless(tx) {
        const { accounts } = tidings.database.tables;
        const [exists] = yield* tx.run(tx.orm.select({ id: accounts.id }).from(accounts).limit(1));
        if (exists) throw alreadySetUp();
      },
    });
    return { email, password };
  });
  return made.ok ? signIn(made.value) : made;
}

const alreadySetUp = () => new Problem("conflict", "Tidings is set up already. Sign in instead.");

async function requireCode(tidings: Instance, code = "") {
  if (tidings.setUpCode === null) return;
  const { address } = await currentClient(tidings);
  await tidings.signInLimits.beginSetUp(address);
  if (isSame(code, tidings.setUpCode)) return;
  const remedy = "Copy the code from the terminal in which the server was started.";
  throw new Problem("forbidden", "The set-up code is missing or wrong.", [
    { path: "code", message: "The code is missing or wrong.", remedy },
  ]);
}

const digest = (text: string) => createHash("sha256").update(text.toUpperCase()).digest();
const isSame = (given: string, wanted: string) => timingSafeEqual(digest(given), digest(wanted));
