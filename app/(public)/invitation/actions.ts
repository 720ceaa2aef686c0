"use server";

import { signIn } from "@/lib/accounts/sign-in";
import { signOut } from "@/lib/accounts/sign-out";
import { getSession } from "@/lib/accounts/visitor";
import { runPublicAction } from "@/lib/action";
import { Problem } from "@/lib/errors";
import { acceptAsMember } from "@/lib/users/accept-as-member";
import { acceptAsNew } from "@/lib/users/accept-as-new";

// What arrives here was sent by a browser: types are promises, and each verb parses its input.

/** Joins, and signs in with what was just set; should only that fail, the sign-in page is the way on. */
export async function join(input: { token: string; name: string; password: string }) {
  const joined = await runPublicAction((tidings) => acceptAsNew(tidings, input));
  if (!joined.ok) return joined;
  const signedIn = await signIn({ email: joined.value.email, password: input.password });
  return { ok: true as const, value: { signedIn: signedIn.ok } };
}

export async function accept(token: string) {
  return runPublicAction(async (tidings) => {
    const session = await getSession();
    if (!session) throw new Problem("unauthenticated", "Your session has ended. Sign in again.");
    const { id, email } = session.user;
    await acceptAsMember(tidings, { userId: id, email, sessionId: session.session.id }, String(token));
    return null;
  });
}

export async function leave() {
  return signOut();
}
