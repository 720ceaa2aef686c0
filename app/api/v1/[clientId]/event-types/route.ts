import { accountRoute } from "@/lib/api/account-route";
import { listEventTypes as operation } from "@/lib/api/operations/event-types";
import { listEventTypes } from "@/lib/event-types/describe";
import { json } from "@/lib/route";

export const GET = accountRoute(operation, async ({ query }) => json(listEventTypes(query)));
