import { accountRoute, madeBefore } from "@/lib/api/account-route";
import {
  createMessage as createOperation,
  listMessages as listOperation,
} from "@/lib/api/operations/messages";
import { createMessage } from "@/lib/messages/create";
import { findMessage, listMessages } from "@/lib/messages/find";
import { messageTag } from "@/lib/messages/view";
import { paths } from "@/lib/paths";
import { json } from "@/lib/route";

export const GET = accountRoute(listOperation, async ({ caller }) => json(await listMessages(caller)));

export const POST = accountRoute(createOperation, async ({ caller, body, reserved }) => {
  const message =
    (await madeBefore(reserved, (id) => findMessage(caller, id))) ??
    (await createMessage(caller, body, { id: reserved?.id }));
  const Location = paths.api.message(caller.accountId, message.id);
  return json(message, 201, { Location, ETag: messageTag(message) });
});
