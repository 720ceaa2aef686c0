"use server";

import { runAction } from "@/lib/action";
import { deleteConnector } from "@/lib/connectors/delete";
import { replaceSecret, updateConnector } from "@/lib/connectors/update";

// What arrives here was sent by a browser: types are promises, and each verb parses its input.

/** @param ifRevision what the person had in view */
export async function update(id: string, input: unknown, ifRevision: number) {
  const options = typeof ifRevision === "number" ? { ifRevision } : {};
  return runAction("administrator", (caller) => updateConnector(caller, String(id), input, options));
}

export async function replace(id: string, secrets: unknown) {
  return runAction("administrator", (caller) => replaceSecret(caller, String(id), secrets));
}

export async function remove(id: string) {
  return runAction("administrator", async (caller) => {
    await deleteConnector(caller, String(id));
    return null;
  });
}
