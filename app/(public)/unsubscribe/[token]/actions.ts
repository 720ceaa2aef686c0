"use server";

import { headers } from "next/headers";
import { runPublicAction } from "@/lib/action";
import * as links from "@/lib/messages/unsubscribe";

export async function unsubscribe(token: string, mail: string | null) {
  return runPublicAction(async (tidings) => {
    const userAgent = (await headers()).get("user-agent");
    return links.unsubscribe(tidings, String(token), mail === null ? null : String(mail), { userAgent });
  });
}

export async function resubscribe(token: string) {
  return runPublicAction((tidings) => links.resubscribe(tidings, String(token)));
}
