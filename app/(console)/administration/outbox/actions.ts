"use server";

import { runAction } from "@/lib/action";
import { sendMailAgain } from "@/lib/notifications/send-again";

export async function sendAgain(mailId: string) {
  return runAction("administrator", (caller) => sendMailAgain(caller, String(mailId)), { plan: "any" });
}
