import { accountRoute } from "@/lib/api/account-route";
import { endSessions as operation } from "@/lib/api/operations/users";
import { endSessions } from "@/lib/users/end-sessions";

export const DELETE = accountRoute<{ id: string }>(operation, async ({ caller, params }) => {
  await endSessions(caller, params.id);
  return new Response(null, { status: 204 });
});
