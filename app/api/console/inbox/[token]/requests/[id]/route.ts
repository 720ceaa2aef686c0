import { consoleRoute } from "@/lib/console-route";
import { findInboxRequest } from "@/lib/inbox/find-request";

export const dynamic = "force-dynamic";

export const GET = consoleRoute<{ token: string; id: string }>(
  ({ caller, visitor, params }) =>
    findInboxRequest(caller, params.token, params.id, { credentials: visitor.role === "administrator" }),
  { plan: "any" },
);
