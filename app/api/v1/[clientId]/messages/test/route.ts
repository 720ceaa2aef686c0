import { accountRoute } from "@/lib/api/account-route";
import { testMessage as operation } from "@/lib/api/operations/messages";
import { sendTestMail } from "@/lib/messages/send-test";
import { json } from "@/lib/route";

export const POST = accountRoute(operation, async ({ caller, body }) =>
  json(await sendTestMail(caller, body)),
);
