import { listEvents } from "@/lib/events/list";
import { accountRoute, json } from "@/lib/route";

export const GET = accountRoute("webhooks:read", async ({ caller, query }) =>
  json(await listEvents(caller, Object.fromEntries(query))),
);
