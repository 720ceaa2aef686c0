import { consoleRoute } from "@/lib/console-route";
import { findContact } from "@/lib/contacts/find";

export const dynamic = "force-dynamic";

/** A contact's card. */
export const GET = consoleRoute<{ dataCenterId: string; contactId: string }>(
  ({ caller, params }) => findContact(caller, params.dataCenterId, params.contactId),
  { plan: "any" },
);
