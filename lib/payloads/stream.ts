import { eventType } from "@/lib/event-types/catalogue";
import type { RenderableEvent } from "@/lib/payloads/renderable-event";
import { numberWhereSafe } from "@/lib/payloads/wire-values";

/**
 * Event stream (docs/events.md 2.3): always a list, also for one event, fields in the printed order, times in epoch
 * milliseconds. What is `undefined` here is left out of the text.
 */
export function renderStream(events: readonly RenderableEvent[]): string {
  return JSON.stringify(events.map(entryOf));
}

function entryOf(event: RenderableEvent) {
  const { accountId, contact, data, dataCenter, occurredAt } = event;
  const type = eventType(event.type).wireNames.stream;
  if (type === undefined) throw new Error(`The stream style does not know ${event.type}.`);
  return {
    type,
    recipientId: contact?.id ?? undefined,
    userListId: dataCenter.id,
    remoteAddress: data.remoteAddress,
    clientId: accountId,
    mailingId: numberWhereSafe(data.mailingId),
    created: occurredAt,
    subscriptionId: numberWhereSafe(data.subscriptionId),
    mailId: data.mailId,
    device: data.device,
    operatingSystem: data.operatingSystem,
    browser: data.browser,
  };
}
