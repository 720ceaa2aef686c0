import { accountRoute, madeBefore } from "@/lib/api/account-route";
import { secretShown } from "@/lib/api/idempotency";
import { inviteUser as inviteOperation, listInvitations } from "@/lib/api/operations/invitations";
import { json } from "@/lib/route";
import { inviteUser } from "@/lib/users/invite";
import { listInvitationPage, requireInvitation } from "@/lib/users/list-invitations";

export const GET = accountRoute(listInvitations, async ({ caller, query }) =>
  json(await listInvitationPage(caller, query)),
);

export const POST = accountRoute(inviteOperation, async ({ caller, body, reserved }) => {
  if (await madeBefore(reserved, (id) => requireInvitation(caller, id))) throw secretShown();
  return json(await inviteUser(caller, body, { id: reserved?.id }), 201);
});
