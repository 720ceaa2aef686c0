import { accountRoute } from "@/lib/api/account-route";
import { getEventType } from "@/lib/api/operations/event-types";
import { describeEventType } from "@/lib/event-types/describe";
import { json } from "@/lib/route";

export const GET = accountRoute<{ type: string }>(getEventType, async ({ params }) =>
  json(describeEventType(params.type)),
);
