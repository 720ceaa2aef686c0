import type { Caller } from "@/lib/accounts/caller";
import { readDeliveryRows } from "@/lib/deliveries/read-rows";
import { explainNotMatched } from "./explain-match";
import { loadEvent, readOwed } from "./find";
import { type InspectedEvent, inspectedEventSchema } from "./inspected-schema";
import { toEventView } from "./view";

/** Everything the event's page shows: who is owed it, how that goes, and why the others are not. @throws Problem 404 */
export async function inspectEvent(caller: Caller, id: string): Promise<InspectedEvent> {
  const event = await loadEvent(caller, id);
  const owed = await readOwed(caller, event.id);
  return inspectedEventSchema.parse({
    event: toEventView(event),
    dataCenterName: event.masterData.dataCenter.name,
    owed: await readDeliveryRows(
      caller,
      owed.map(({ deliveryId }) => deliveryId),
    ),
    notMatched: await explainNotMatched(caller, event, new Set(owed.map(({ webhookId }) => webhookId))),
  });
}
