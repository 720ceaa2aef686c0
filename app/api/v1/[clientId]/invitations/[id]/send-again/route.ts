import { accountRoute } from "@/lib/api/account-route";
import { sendInvitationAgain as operation } from "@/lib/api/operations/invitations";
import { json } from "@/lib/route";
import { sendInvitationAgain } from "@/lib/users/send-invitation-again";

export const POST = accountRoute<{ id: string }>(operation, async ({ caller, params }) =>
  json(await sendInvitationAgain(caller, params.id)),
);
