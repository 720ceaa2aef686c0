import { accountRoute } from "@/lib/api/account-route";
import { previewMessage as operation } from "@/lib/api/operations/messages";
import { lookAtMessage } from "@/lib/messages/look";
import { json } from "@/lib/route";

export const POST = accountRoute(operation, async ({ caller, body }) =>
  json(await lookAtMessage(caller, body)),
);
