"use server";

import { signOut } from "@/lib/accounts/sign-out";
import { getVisitor } from "@/lib/accounts/visitor";
import { runAction } from "@/lib/action";
import { switchAccount as switchTo } from "@/lib/users/switch-account";

export async function signOutOfConsole() {
  await signOut();
}

/** From the next request on this session looks at the other account. */
export async function switchAccount(accountId: number) {
  return runAction(
    "member",
    async (caller) => {
      const visitor = await getVisitor();
      await switchTo(caller, visitor?.sessionId ?? "", Number(accountId));
      return null;
    },
    { plan: "any" },
  );
}
