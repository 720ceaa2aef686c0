import { accountRoute } from "@/lib/api/account-route";
import {
  deleteMessage as deleteOperation,
  getMessage as getOperation,
  updateMessage as updateOperation,
} from "@/lib/api/operations/messages";
import { deleteMessage } from "@/lib/messages/delete";
import { findMessage } from "@/lib/messages/find";
import { updateMessage } from "@/lib/messages/update";
import { messageTag } from "@/lib/messages/view";
import { json } from "@/lib/route";

type Params = { id: string };

export const GET = accountRoute<Params>(getOperation, async ({ caller, params }) => {
  const message = await findMessage(caller, params.id);
  return json(message, 200, { ETag: messageTag(message) });
});

export const PATCH = accountRoute<Params>(updateOperation, async ({ caller, params, body, ifMatch }) => {
  const message = await updateMessage(caller, params.id, body, { ifMatch });
  return json(message, 200, { ETag: messageTag(message) });
});

export const DELETE = accountRoute<Params>(deleteOperation, async ({ caller, params }) => {
  await deleteMessage(caller, params.id);
  return new Response(null, { status: 204 });
});
