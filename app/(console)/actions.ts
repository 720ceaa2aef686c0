"use server";

import { signOut } from "@/lib/accounts/sign-in";

export async function signOutOfConsole() {
  await signOut();
}
