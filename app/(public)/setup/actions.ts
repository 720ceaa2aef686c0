"use server";

import { setUp } from "@/lib/accounts/set-up";

export async function setUpAccount(input: unknown) {
  return setUp(input);
}
