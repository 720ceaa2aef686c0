"use server";

import { runAction } from "@/lib/action";
import { changeRole } from "@/lib/users/change-role";
import { endSessions } from "@/lib/users/end-sessions";
import { inviteUser } from "@/lib/users/invite";
import { removeUser } from "@/lib/users/remove";
import { revokeInvitation } from "@/lib/users/revoke-invitation";
import { sendInvitationAgain } from "@/lib/users/send-invitation-again";

// What arrives here was sent by a browser: types are promises, and each verb parses its input.
const ANY = { plan: "any" } as const;

export async function invite(input: unknown) {
  return runAction("administrator", (caller) => inviteUser(caller, input), ANY);
}

export async function sendAgain(invitationId: string) {
  return runAction("administrator", (caller) => sendInvitationAgain(caller, String(invitationId)), ANY);
}

export async function revoke(invitationId: string) {
  return runAction("administrator", (caller) => revokeInvitation(caller, String(invitationId)), ANY);
}

export async function setRole(input: unknown) {
  return runAction("administrator", (caller) => changeRole(caller, input), ANY);
}

export async function endAllSessions(userId: string) {
  return runAction("administrator", (caller) => endSessions(caller, String(userId)), ANY);
}

export async function remove(userId: string) {
  return runAction("administrator", (caller) => removeUser(caller, String(userId)), ANY);
}
