import { accountRoute } from "@/lib/api/account-route";
import { revokeInvitation as operation } from "@/lib/api/operations/invitations";
import { revokeInvitation } from "@/lib/users/revoke-invitation";

export const DELETE = accountRoute<{ id: string }>(operation, async ({ caller, params }) => {
  await revokeInvitation(caller, params.id);
  return new Response(null, { status: 204 });
});
