"use server";

import { runAction } from "@/lib/action";
import { blockAddress, unblockAddress } from "@/lib/messages/blocked-addresses";
import { createMessage } from "@/lib/messages/create";
import { deleteMessage } from "@/lib/messages/delete";
import { lookAtMessage } from "@/lib/messages/look";
import { sendTestMail } from "@/lib/messages/send-test";
import { updateMessage } from "@/lib/messages/update";

// What arrives here was sent by a browser: types are promises, and each verb parses its input.

export async function create(input: unknown) {
  return runAction("administrator", (caller) => createMessage(caller, input));
}

/** @param ifRevision what the person had in view */
export async function save(id: string, input: unknown, ifRevision: number) {
  const options = typeof ifRevision === "number" ? { ifRevision } : {};
  return runAction("administrator", (caller) => updateMessage(caller, String(id), input, options));
}

export async function remove(id: string) {
  return runAction("administrator", async (caller) => {
    await deleteMessage(caller, String(id));
    return null;
  });
}

/** May ask webhooks, and is for who may change the message. */
export async function look(input: unknown) {
  return runAction("administrator", (caller) => lookAtMessage(caller, input));
}

export async function sendTest(input: unknown) {
  return runAction("administrator", (caller) => sendTestMail(caller, input));
}

/** On any plan, as the rest of the directory. */
const ANY = { plan: "any" } as const;

export async function block(dataCenterId: string, pattern: string, input: unknown) {
  return runAction(
    "administrator",
    async (caller) => {
      const { blocked } = await blockAddress(caller, String(dataCenterId), String(pattern), input);
      return blocked;
    },
    ANY,
  );
}

export async function unblock(dataCenterId: string, pattern: string) {
  return runAction(
    "administrator",
    async (caller) => {
      await unblockAddress(caller, String(dataCenterId), String(pattern));
      return null;
    },
    ANY,
  );
}
