import { findEvent } from "@/lib/events/find";
import { accountRoute, json } from "@/lib/route";

export const GET = accountRoute<{ id: string }>("webhooks:read", async ({ caller, params }) =>
  json(await findEvent(caller, params.id)),
);
