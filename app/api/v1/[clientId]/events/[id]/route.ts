import { accountRoute } from "@/lib/api/account-route";
import { getEvent } from "@/lib/api/operations/history";
import { findEvent } from "@/lib/events/find";
import { json } from "@/lib/route";

export const GET = accountRoute<{ id: string }>(getEvent, async ({ caller, params }) =>
  json(await findEvent(caller, params.id)),
);
