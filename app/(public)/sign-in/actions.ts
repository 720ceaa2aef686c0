"use server";

import { signIn } from "@/lib/accounts/sign-in";
import { verifySecondFactor } from "@/lib/accounts/verify-second-factor";

export async function signInWithPassword(input: unknown) {
  return signIn(input);
}

export async function signInWithCode(input: unknown) {
  return verifySecondFactor(input);
}
