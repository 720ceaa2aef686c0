"use server";

import type { Caller } from "@/lib/accounts/caller";
import { type ActionResult, runAction } from "@/lib/action";
import { deleteContact } from "@/lib/contacts/delete";
import { eraseContact } from "@/lib/contacts/erase";
import { createGroup, deleteGroup, renameGroup } from "@/lib/contacts/groups";
import type { ContactView, Receipt } from "@/lib/contacts/schema";
import type { GroupView, SegmentView } from "@/lib/contacts/segment-schema";
import { createSegment, deleteSegment, updateSegment } from "@/lib/contacts/segments";
import { updateContact, writeContacts } from "@/lib/contacts/write";

// What arrives here was sent by a browser: types are promises, and each verb parses its input.

export async function create(dataCenterId: string, contact: unknown): Promise<ActionResult<{ id: string }>> {
  return write(async (caller) => {
    const { contacts } = await writeContacts(caller, String(dataCenterId), { contacts: [contact] }, "user");
    return { id: contacts[0]?.id ?? "" };
  });
}

export async function update(
  dataCenterId: number,
  contactId: string,
  change: unknown,
): Promise<ActionResult<ContactView>> {
  return write((caller) => updateContact(caller, String(dataCenterId), String(contactId), change, "user"));
}

export async function remove(dataCenterId: number, contactId: string): Promise<ActionResult<null>> {
  return write(async (caller) => {
    await deleteContact(caller, String(dataCenterId), String(contactId));
    return null;
  });
}

export async function erase(dataCenterId: number, contactId: string): Promise<ActionResult<Receipt>> {
  return write((caller) => eraseContact(caller, String(dataCenterId), { id: String(contactId) }));
}

export async function saveGroup(
  dataCenterId: string,
  groupId: number | null,
  draft: unknown,
): Promise<ActionResult<GroupView>> {
  return write((caller) =>
    groupId === null
      ? createGroup(caller, String(dataCenterId), draft)
      : renameGroup(caller, String(dataCenterId), String(groupId), draft),
  );
}

export async function removeGroup(dataCenterId: string, groupId: number): Promise<ActionResult<null>> {
  return write(async (caller) => {
    await deleteGroup(caller, String(dataCenterId), String(groupId));
    return null;
  });
}

export async function saveSegment(
  dataCenterId: string,
  segmentId: number | null,
  draft: unknown,
): Promise<ActionResult<SegmentView>> {
  return write((caller) =>
    segmentId === null
      ? createSegment(caller, String(dataCenterId), draft)
      : updateSegment(caller, String(dataCenterId), String(segmentId), draft),
  );
}

export async function removeSegment(dataCenterId: string, segmentId: number): Promise<ActionResult<null>> {
  return write(async (caller) => {
    await deleteSegment(caller, String(dataCenterId), String(segmentId));
    return null;
  });
}

const write = <Value>(verb: (caller: Caller) => Promise<Value>) =>
  runAction("administrator", verb, { plan: "any" });
