"use server";

import { signIn } from "@/lib/accounts/sign-in";

export async function signInWithPassword(input: unknown) {
  return signIn(input);
}
