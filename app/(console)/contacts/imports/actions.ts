"use server";

import type { Caller } from "@/lib/accounts/caller";
import { type ActionResult, runAction } from "@/lib/action";
import type { ImportView } from "@/lib/contacts/import-schema";
import { addRows, cancelImport, createImport, startImport } from "@/lib/contacts/imports";

// What arrives here was sent by a browser: types are promises, and each verb parses its input.

export async function begin(dataCenterId: string, file: unknown): Promise<ActionResult<{ id: string }>> {
  return write((caller) => createImport(caller, String(dataCenterId), file));
}

export async function send(importId: string, rows: unknown): Promise<ActionResult<null>> {
  return write(async (caller) => {
    await addRows(caller, String(importId), rows);
    return null;
  });
}

export async function start(importId: string): Promise<ActionResult<ImportView>> {
  return write((caller) => startImport(caller, String(importId)));
}

export async function cancel(importId: string): Promise<ActionResult<ImportView>> {
  return write((caller) => cancelImport(caller, String(importId)));
}

const write = <Value>(verb: (caller: Caller) => Promise<Value>) =>
  runAction("administrator", verb, { plan: "any" });
