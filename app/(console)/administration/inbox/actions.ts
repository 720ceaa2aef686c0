"use server";

import { runAction } from "@/lib/action";
import { clearInbox } from "@/lib/inbox/clear";
import { createInboxAddress } from "@/lib/inbox/create-address";
import { deleteInboxAddress } from "@/lib/inbox/delete-address";
import { findInboxAddress } from "@/lib/inbox/find-address";
import { changeAnswerStatus, renameInboxAddress } from "@/lib/inbox/update-address";

// What arrives here was sent by a browser: types are promises, and each verb parses its input.

const ANY = { plan: "any" } as const;

export async function create() {
  return runAction(
    "administrator",
    async (caller) => findInboxAddress(caller, (await createInboxAddress(caller)).token),
    ANY,
  );
}

export async function rename(token: string, input: unknown) {
  return runAction(
    "administrator",
    async (caller) => {
      await renameInboxAddress(caller, String(token), input);
      return findInboxAddress(caller, String(token));
    },
    ANY,
  );
}

export async function answerWith(token: string, answerStatus: number) {
  return runAction(
    "administrator",
    async (caller) => {
      await changeAnswerStatus(caller, String(token), { answerStatus });
      return null;
    },
    ANY,
  );
}

export async function clear(token: string) {
  return runAction(
    "administrator",
    async (caller) => {
      await clearInbox(caller, String(token));
      return null;
    },
    ANY,
  );
}

export async function remove(token: string) {
  return runAction(
    "administrator",
    async (caller) => {
      await deleteInboxAddress(caller, String(token));
      return null;
    },
    ANY,
  );
}
