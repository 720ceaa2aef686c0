"use server";

import { runAction } from "@/lib/action";
import { createApiKey } from "@/lib/api-keys/create";
import { revokeApiKey } from "@/lib/api-keys/revoke";

// What arrives here was sent by a browser: types are promises, and each verb parses its input.

export async function create(input: unknown) {
  return runAction("administrator", (caller) => createApiKey(caller, input), { plan: "any" });
}

export async function revoke(id: string) {
  return runAction("administrator", (caller) => revokeApiKey(caller, String(id)), { plan: "any" });
}
