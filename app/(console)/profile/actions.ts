"use server";

import type { Caller } from "@/lib/accounts/caller";
import { changePassword } from "@/lib/accounts/change-password";
import { type Client, currentClient } from "@/lib/accounts/client";
import { endOtherSessions, endSession } from "@/lib/accounts/end-sessions";
import { renameSelf } from "@/lib/accounts/rename";
import {
  beginSecondFactor,
  confirmSecondFactor,
  disableSecondFactor,
  renewBackupCodes,
} from "@/lib/accounts/second-factor";
import { requireVisitor } from "@/lib/accounts/visitor";
import { runAction } from "@/lib/action";

// What arrives here was sent by a browser: types are promises, and each verb parses its input.

/** Whatever the role and the plan: everybody looks after their own. */
const own = <Value>(verb: (caller: Caller) => Promise<Value>) => runAction("member", verb, { plan: "any" });

const ownWithClient = <Value>(verb: (caller: Caller, client: Client) => Promise<Value>) =>
  own(async (caller) => verb(caller, await currentClient(caller.tidings)));

const sessionId = async () => (await requireVisitor()).sessionId;

export async function rename(input: unknown) {
  return own((caller) => renameSelf(caller, input));
}

export async function setOwnPassword(input: unknown) {
  return own(async (caller) => changePassword(caller, await sessionId(), input));
}

export async function beginEnrolment(input: unknown) {
  return ownWithClient((caller, client) => beginSecondFactor(caller, client, input));
}

export async function confirmEnrolment(input: unknown) {
  return ownWithClient(async (caller, client) => {
    await confirmSecondFactor(caller, client, input);
    return null;
  });
}

export async function switchSecondFactorOff(input: unknown) {
  return own(async (caller) => {
    await disableSecondFactor(caller, input);
    return null;
  });
}

export async function makeBackupCodes(input: unknown) {
  return ownWithClient((caller, client) => renewBackupCodes(caller, client, input));
}

export async function signOutSession(id: string) {
  return own(async (caller) => {
    await endSession(caller, String(id));
    return null;
  });
}

export async function signOutElsewhere() {
  return own(async (caller) => endOtherSessions(caller, await sessionId()));
}
