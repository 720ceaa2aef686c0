"use server";

import { currentClient, rememberDevice } from "@/lib/accounts/client";
import { resetWithToken } from "@/lib/accounts/reset-with-token";
import { resetPasswordSchema } from "@/lib/accounts/sign-in-schema";
import { runPublicAction } from "@/lib/action";
import { invalid } from "@/lib/errors";
import { fieldProblems } from "@/lib/field-problems";

/** Who opened the mail is the owner: this device may sign in even while others use up the tries of the address. */
export async function setNewPassword(input: unknown) {
  return runPublicAction(async (tidings) => {
    const parsed = resetPasswordSchema.safeParse(input);
    if (!parsed.success) throw invalid(fieldProblems(parsed.error, input));
    const { email } = await resetWithToken(tidings, parsed.data);
    await rememberDevice(tidings, await currentClient(tidings), email);
    return null;
  });
}
