"use server";

import { after } from "next/server";
import { currentClient } from "@/lib/accounts/client";
import { requestPasswordReset } from "@/lib/accounts/request-password-reset";
import { forgotPasswordSchema } from "@/lib/accounts/sign-in-schema";
import { runPublicAction } from "@/lib/action";
import { invalid } from "@/lib/errors";
import { fieldProblems } from "@/lib/field-problems";

/** The same answer after the same time for everybody: who has the address is looked up after it. */
export async function sendResetLink(input: unknown) {
  return runPublicAction(async (tidings) => {
    const parsed = forgotPasswordSchema.safeParse(input);
    if (!parsed.success) throw invalid(fieldProblems(parsed.error, input));
    const { email } = parsed.data;
    const { address } = await currentClient(tidings);
    await tidings.signInLimits.beginReset(email, address);
    after(() => requestPasswordReset(tidings, { email, address }));
    return null;
  });
}
