import { APIError } from "better-auth/api";
import { after } from "next/server";
import { type ActionResult, runPublicAction } from "@/lib/action";
import { Problem } from "@/lib/errors";
import type { Instance } from "@/lib/instance";
import { authOf } from "./auth";
import { type Client, currentClient, rememberDevice } from "./client";
import { findPerson } from "./find-person";
import { knownDevice } from "./known-device";
import { recordFailedSignIn, recordSignIn } from "./record-sign-in";
import { signInSchema } from "./sign-in-schema";

/** An address that can't be anybody's. */
const NOBODY = "nobody@nowhere.invalid";

export interface SignedIn {
  next: "signed_in" | "second_factor";
}

/** Starts a session and sets its cookie, or asks for the second factor. */
export async function signIn(input: unknown): Promise<ActionResult<SignedIn>> {
  return runPublicAction(async (tidings) => {
    const client = await currentClient(tidings);
    // After the answer, so that its time doesn't tell who exists.
    const { email, ...signedIn } = await checkPassword(tidings, client, input, after);
    if (signedIn.next === "signed_in") await rememberDevice(tidings, client, email);
    return signedIn;
  });
}

/**
 * Who doesn't exist and who mistypes get the same answer after the same work; a try is counted before it is evaluated.
 * @throws Problem 401, 429
 */
export async function checkPassword(
  tidings: Instance,
  client: Client,
  input: unknown,
  later: (work: () => Promise<void>) => void,
): Promise<SignedIn & { email: string }> {
  const parsed = signInSchema.safeParse(input);
  if (!parsed.success) throw wrong();
  const { email, password } = parsed.data;
  const from = { address: client.address };
  const device = knownDevice(tidings, email, client.deviceCookie);
  const attempt = await tidings.signInLimits.begin({ kind: "password", email, device, ...from });
  const person = await findPerson(tidings, email);
  const answer = await authOf(tidings)
    // For an address that nobody has, better-auth makes a hash in place of comparing one.
    .api.signInEmail({ body: { email: person?.email ?? NOBODY, password }, headers: client.headers })
    .catch((error: unknown) => {
      if (!(error instanceof APIError) || error.status !== "UNAUTHORIZED") throw error;
      if (person) later(() => recordFailedSignIn(tidings, person, { ...from, reason: "wrong_password" }));
      throw wrong();
    });
  if (!person) throw wrong();
  await attempt.succeeded();
  if ("twoFactorRedirect" in answer) return { next: "second_factor", email };
  await recordSignIn(tidings, person, from);
  return { next: "signed_in", email };
}

const wrong = () => new Problem("unauthenticated", "E-mail or password is wrong.");
