import type { Caller } from "@/lib/accounts/caller";
import { findContactsBy, loadContact } from "@/lib/contacts/find";
import { toRenderable } from "@/lib/contacts/stored";
import { loadRecalled } from "@/lib/drafts/recall-events";
import { invalid } from "@/lib/errors";
import { JOHN } from "@/lib/event-types/sample-contacts";
import { parsePostedEvents } from "@/lib/events/posted-event";
import type { RenderableContact } from "@/lib/payloads/renderable-event";
import type { ScenarioContact } from "@/lib/payloads/scenario";
import type { TemplateScope } from "@/lib/templates/names";
import type { RequestSource } from "./schema";

/**
 * The values that expressions read, as a step would have them. An event brings its own contact; one that is chosen
 * besides takes its place.
 * @throws Problem 400 naming the place, 404 for an event that is not kept
 */
export async function readScope(
  caller: Caller,
  dataCenterId: number,
  { contactId, eventId, event: posted }: RequestSource,
): Promise<TemplateScope> {
  const now = caller.tidings.now();
  const event =
    eventId !== undefined
      ? await storedEvent(caller, dataCenterId, eventId)
      : posted !== undefined
        ? postedEvent(dataCenterId, posted, now)
        : null;
  const chosen = contactId === undefined ? null : await readContact(caller, dataCenterId, contactId);
  const told = event?.contact && (await withDirectory(caller, dataCenterId, event.contact));
  const contact = chosen ?? told ?? (event ? null : JOHN);
  return { contact, event: event && { data: event.data }, now };
}

type Source = { contact: RenderableContact | null; data: NonNullable<TemplateScope["event"]>["data"] };

async function storedEvent(caller: Caller, dataCenterId: number, id: string): Promise<Source> {
  const event = await loadRecalled(caller, id.toLowerCase());
  if (event.dataCenterId !== dataCenterId) throw invalid([elsewhere("eventId", dataCenterId)]);
  return { contact: event.contact, data: event.data };
}

function postedEvent(dataCenterId: number, input: unknown, now: number): Source {
  const under = (path: string) => (path ? `event.${path}` : "event");
  const posted = parsePostedEvents(input, { now });
  if (!posted.ok) throw invalid(posted.errors.map((error) => ({ ...error, path: under(error.path) })));
  const [event] = posted.events;
  if (!event || posted.many) {
    throw invalid([{ path: "event", message: "is not one event", remedy: "Send one event, not an array." }]);
  }
  if (event.dataCenterId !== dataCenterId) throw invalid([elsewhere("event.dataCenterId", dataCenterId)]);
  return { contact: event.contact, data: event.data };
}

const elsewhere = (path: string, dataCenterId: number) => ({
  ...{ path, message: "is not of the webhook's data center" },
  remedy: `Use one of data center ${dataCenterId}.`,
});

async function readContact(caller: Caller, dataCenterId: number, id: string): Promise<ScenarioContact> {
  const contact = await loadContact(caller, { accountId: caller.accountId, dataCenterId }, id);
  if (contact) return toRenderable(contact);
  throw invalid([
    {
      path: "contactId",
      message: `there is no contact ${id} in data center ${dataCenterId}`,
      remedy: "Choose a contact of the data center.",
    },
  ]);
}

/** As the directory would know the contact once it has taken the event in: a step is about that one. */
async function withDirectory(
  caller: Caller,
  dataCenterId: number,
  posted: RenderableContact,
): Promise<ScenarioContact> {
  const place = { accountId: caller.accountId, dataCenterId };
  const { id, email, properties } = posted;
  const known =
    id !== null
      ? await loadContact(caller, place, id)
      : email === null
        ? undefined
        : (await findContactsBy(caller, place, { email }))[0];
  if (!known) return posted;
  const contact = toRenderable(known);
  return {
    ...{ ...contact, email: email ?? contact.email },
    properties: { ...contact.properties, ...properties },
  };
}
