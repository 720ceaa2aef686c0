import { accountRoute } from "@/lib/api/account-route";
import { listUsers as operation } from "@/lib/api/operations/users";
import { json } from "@/lib/route";
import { listUsers } from "@/lib/users/list";

export const GET = accountRoute(operation, async ({ caller, query }) => json(await listUsers(caller, query)));
