"use server";

import type { Caller } from "@/lib/accounts/caller";
import { type ActionResult, runAction } from "@/lib/action";
import { addDataCenter } from "@/lib/data-centers/create";
import { deleteItem } from "@/lib/data-centers/delete-item";
import { requireList } from "@/lib/data-centers/parse";
import { renameDataCenter } from "@/lib/data-centers/put";
import { addItem, editItem, type WrittenItem } from "@/lib/data-centers/write-item";

// What arrives here was sent by a browser: types are promises, and each verb parses its input.

export async function createDataCenter(input: unknown): Promise<ActionResult<{ id: number; name: string }>> {
  return write((caller) => addDataCenter(caller, input));
}

export async function rename(id: number, input: unknown): Promise<ActionResult<null>> {
  return write(async (caller) => {
    await renameDataCenter(caller, String(id), input);
    return null;
  });
}

/** @param segment the list as addresses name it */
export async function add(id: number, segment: string, input: unknown): Promise<ActionResult<WrittenItem>> {
  return write((caller) => addItem(caller, String(id), requireList(String(segment)), input));
}

export async function edit(
  id: number,
  segment: string,
  itemId: number,
  input: unknown,
): Promise<ActionResult<WrittenItem>> {
  return write((caller) => editItem(caller, String(id), requireList(String(segment)), String(itemId), input));
}

export async function remove(id: number, segment: string, itemId: number): Promise<ActionResult<null>> {
  return write(async (caller) => {
    await deleteItem(caller, String(id), requireList(String(segment)), String(itemId));
    return null;
  });
}

const write = <Value>(verb: (caller: Caller) => Promise<Value>) =>
  runAction("administrator", verb, { plan: "any" });
