import type { ContactRow } from "@/lib/contacts/schema";
import type { FoundEvent } from "@/lib/workflow-requests/found-schema";
import type { RequestSource } from "@/lib/workflow-requests/schema";
import { testRequest as t } from "@/texts/test-request";

/** Whose values a request is made with. */
export type TrialSource =
  | { kind: "fixed" }
  | { kind: "sample" }
  | { kind: "contact"; contact: ContactRow }
  | { kind: "event"; event: FoundEvent }
  | { kind: "typed"; text: string };

/** As the server takes it; undefined for the printed test of a notification. */
export function requestSourceOf(source: TrialSource): RequestSource | undefined {
  switch (source.kind) {
    case "fixed":
      return undefined;
    case "sample":
      return {};
    case "contact":
      return { contactId: source.contact.id };
    case "event":
      return { eventId: source.event.id };
    case "typed":
      return { event: JSON.parse(source.text) };
  }
}

export function sourceInWords(source: TrialSource): string {
  switch (source.kind) {
    case "contact":
      return t.whose.contact(contactName(source.contact));
    case "event":
      return t.whose.event(source.event.type);
    default:
      return t.whose[source.kind];
  }
}

export const contactName = ({ id, name, email }: ContactRow): string =>
  name || email || t.contacts.noName(id);

/** Why a typed event can't be sent; undefined where it can. */
export function typedFault(text: string): string | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    return isObject ? undefined : t.events.notObject;
  } catch (error) {
    return t.events.notJson(error instanceof Error ? error.message : String(error));
  }
}

/** An event to begin with, that has what the request reads. */
export function typedSample(dataCenterId: number, parameters: readonly string[]): string {
  const names = parameters.filter(Boolean);
  const data = Object.fromEntries((names.length > 0 ? names : ["orderId"]).map((name) => [name, "A-1001"]));
  const contact = { id: "1353", email: "john.doe@example.org" };
  return JSON.stringify({ type: "custom.order", dataCenterId, contact, data }, null, 2);
}
