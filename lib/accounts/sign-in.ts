import { APIError } from "better-auth/api";
import { headers } from "next/headers";
import { z } from "zod";
import { asUnavailable } from "@/db/faults";
import type { ActionResult } from "@/lib/action";
import { Problem } from "@/lib/errors";
import { getInstance } from "@/lib/instance";
import { authOf } from "./auth";
import { recordSignIn } from "./record-sign-in";

export const signInSchema = z.strictObject({
  email: z.string().trim().min(1, "Enter your e-mail address.").max(254),
  password: z.string().min(1, "Enter your password.").max(128),
});

/** Starts a session and sets its cookie. Who doesn't exist and who mistypes get the same answer. */
export async function signIn(input: unknown): Promise<ActionResult<Record<string, never>>> {
  const parsed = signInSchema.safeParse(input);
  if (!parsed.success) return refused(new Problem("unauthenticated", "E-mail or password is wrong."));
  try {
    const tidings = await getInstance();
    const { email, password } = parsed.data;
    const { user } = await authOf(tidings).api.signInEmail({
      body: { email, password },
      headers: await headers(),
    });
    await recordSignIn(tidings, user);
    return { ok: true, value: {} };
  } catch (error) {
    if (error instanceof APIError)
      return refused(new Problem("unauthenticated", "E-mail or password is wrong."));
    if (asUnavailable(error)) {
      return refused(
        new Problem(
          "database_unavailable",
          "The database can't be reached at the moment. Try again shortly.",
        ),
      );
    }
    throw error;
  }
}

/** Ends the session on the server and removes the cookie. */
export async function signOut(): Promise<void> {
  const tidings = await getInstance();
  await authOf(tidings).api.signOut({ headers: await headers() });
}

const refused = (problem: Problem): ActionResult<never> => ({
  ok: false,
  problem: { ...problem.body(), errors: [] },
});
