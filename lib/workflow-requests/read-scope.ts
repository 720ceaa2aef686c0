import { and, eq } from "drizzle-orm";
import type { Caller } from "@/lib/accounts/caller";
import { loadRecalled } from "@/lib/drafts/recall-events";
import { invalid } from "@/lib/errors";
import { JOHN } from "@/lib/event-types/sample-contacts";
import { parsePostedEvents } from "@/lib/events/posted-event";
import type { RenderableContact } from "@/lib/payloads/renderable-event";
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
  const contact = chosen ?? event?.contact ?? (event ? null : JOHN);
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

async function readContact(
  { tidings, accountId }: Caller,
  dataCenterId: number,
  id: string,
): Promise<RenderableContact> {
  const { contacts } = tidings.database.tables;
  const [contact] = await tidings.database.orm
    .select({ id: contacts.id, email: contacts.email, properties: contacts.properties })
    .from(contacts)
    .where(
      and(eq(contacts.accountId, accountId), eq(contacts.dataCenterId, dataCenterId), eq(contacts.id, id)),
    );
  if (contact) return contact;
  throw invalid([
    {
      path: "contactId",
      message: `there is no contact ${id} in data center ${dataCenterId}`,
      remedy: "Choose a contact of the data center.",
    },
  ]);
}
