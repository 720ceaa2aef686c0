import { viewAccount } from "@/lib/accounts/view";
import { accountRoute } from "@/lib/api/account-route";
import { getAccount } from "@/lib/api/operations/account";
import { json } from "@/lib/route";

export const GET = accountRoute(getAccount, async ({ caller }) => json(await viewAccount(caller)));
