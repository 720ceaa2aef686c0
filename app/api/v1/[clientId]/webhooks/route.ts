import { accountRoute, madeBefore } from "@/lib/api/account-route";
import {
  createWebhook as createOperation,
  listWebhooks as listOperation,
} from "@/lib/api/operations/webhooks";
import { paths } from "@/lib/paths";
import { json } from "@/lib/route";
import { createWebhook } from "@/lib/webhooks/create";
import { findWebhook } from "@/lib/webhooks/find";
import { listWebhooks } from "@/lib/webhooks/list";
import { webhookTag } from "@/lib/webhooks/view";

export const GET = accountRoute(listOperation, async ({ caller, query }) =>
  json(await listWebhooks(caller, query)),
);

export const POST = accountRoute(createOperation, async ({ caller, body, reserved }) => {
  const webhook =
    (await madeBefore(reserved, (id) => findWebhook(caller, id))) ??
    (await createWebhook(caller, body, { id: reserved?.id }));
  return json(webhook, 201, {
    Location: paths.api.webhook(caller.accountId, webhook.id),
    ETag: webhookTag(webhook),
  });
});
