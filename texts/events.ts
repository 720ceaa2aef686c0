import type { EventRow, Unmatched } from "@/lib/events/schema";
import { plural } from "./plural";
import { DELIVERY_STATE_WORDS, WEBHOOK_STATUS_LABELS } from "./statuses";
import { utcDateTime } from "./times";

/** The page *Events* and the page of one event. */
export const eventsText = {
  title: "Events",
  searchPlaceholder: "Id, key, contact or e-mail",
  columns: {
    accepted: "Accepted",
    type: "Event",
    contact: "Contact",
    dataCenter: "Data center",
    cause: "Cause",
    key: "Key",
    outcome: "Deliveries",
  },
  open: (type: string, time: string) => `${type}, accepted ${time} UTC`,
  dataCenterNo: (id: number) => `No. ${id}`,
  numbered: (id: number) => `no. ${id}`,
  contactId: (id: string) => `id ${id}`,
  none: "–",
  outcomeOf: (outcome: string) => `${outcome}: show the deliveries`,
  noMatch: "No event matches these filters.",
  noMatchSoFar: "No event matches so far.",
  onThisPage: (count: number) => `${plural(count, "event", "events")} on this page`,
  searchedTo: (iso: string) => `Looked back to ${utcDateTime(iso)} UTC; there may be more.`,
  emptyTitle: "No event yet",
  emptyText:
    "Your systems tell Tidings what happens to contacts by posting events. Try it: this command posts one.",
  noDataCenter: "The account has no data center yet; events belong to one.",
  toDataCenters: "Create a data center",
  emptyKey: "Replace tdg_… by an API key that has the scope events:write.",
  toApiKeys: "API keys",
  askForKey: "An administrator of the account can create the key.",
  curl: "Command that posts an event",
  copyCurl: "Copy command",
  notFoundTitle: "There is no such event",
  notFoundText: "The address is not right, the event is no longer kept, or it belongs to another account.",
  all: "All events",
  facts: "Facts",
  fact: {
    id: "Event id",
    key: "Key",
    cause: "Cause",
    dataCenter: "Data center",
    occurred: "Happened",
    accepted: "Accepted",
    contact: "Contact",
  },
  copyId: "Copy event id",
  copyKey: "Copy key",
  copyContact: "Copy contact",
  copyData: "Copy data",
  utc: (iso: string) => `${utcDateTime(iso)} UTC`,
  contact: "Contact",
  noContact: "The event names no contact.",
  data: "Data",
  noData: "The event carries no data.",
  owed: "Owed to",
  toDeliveries: "Show as deliveries",
  notOwed: "No webhook wanted this event when it was accepted.",
  inspect: (webhook: string) => `Inspect the last run to ${webhook}`,
  notMatched: "Not matched, and why",
  everyMatched: "Every webhook of the account is owed this event.",
  otherTypes: (count: number) => `${plural(count, "webhook wants", "webhooks want")} other events`,
  notUpToDate: "The page is not up to date",
} as const;

/** "2 delivered, 1 waiting", "wanted by no webhook". */
export const outcomeText = (outcome: EventRow["outcome"]) =>
  outcome
    .map(({ state, deliveries }) => `${deliveries.toLocaleString("en")} ${DELIVERY_STATE_WORDS[state]}`)
    .join(", ") || "wanted by no webhook";

/** The names that refinements and data centers are told by. */
export interface Names {
  dataCenter(id: number): string;
  persona(id: number): string;
  /** `"3"` is a lead scoring, `"3/2"` one of its stages. */
  stage(id: string): string;
}

interface Told {
  /** What kept the event out; follows the webhook's label. */
  sentence: string;
  /** What to do about it; empty where nothing is to be done. */
  fix: string;
}

/** Why a webhook is not owed the event. Settings that were edited since are told in the past. */
export function whyNotMatched(
  unmatched: Pick<Unmatched, "why" | "status" | "changedSince">,
  names: Names,
  eventDataCenter: string,
): Told {
  const { why, status, changedSince } = unmatched;
  const since = changedSince ? " Its settings have been changed since." : "";
  switch (why.because) {
    case "refinement": {
      const { wants, isAbout } = refinementText(why, names);
      return {
        sentence: `${changedSince ? "wanted" : "wants"} ${wants}; ${isAbout}.${since}`,
        fix: changedSince ? "" : fixOf(why.refinement),
      };
    }
    case "other_data_center":
      return {
        sentence: `${changedSince ? "belonged" : "belongs"} to data center ${names.dataCenter(why.dataCenterId)}; this event happened in ${eventDataCenter}.${since}`,
        fix: changedSince ? "" : `Create a webhook in ${eventDataCenter} to get such events.`,
      };
    case "inactive":
      return { sentence: "was inactive when the event was accepted.", fix: statusFix(status) };
    case "created":
      return { sentence: "had not been activated yet when the event was accepted.", fix: statusFix(status) };
    case "created_later":
      return { sentence: "did not exist yet when the event was accepted.", fix: "" };
    case "other_event_type":
      return { sentence: `${changedSince ? "wanted" : "wants"} other events.${since}`, fix: "" };
    case "unknown":
      return {
        sentence: "has no delivery of this event, and what is stored does not tell why.",
        fix: "Its status or deliveries of that time are not kept completely.",
      };
  }
}

const fixOf = (refinement: string) =>
  refinement === "causes"
    ? "Confirmed & signed never tells of imports."
    : "Edit its trigger to take such events too.";

const statusFix = (status: Unmatched["status"]) =>
  status === "active"
    ? "It is active now and gets new events."
    : `It is ${WEBHOOK_STATUS_LABELS[status].toLowerCase()} now. Activate it to get new events.`;

function refinementText(
  { refinement, wanted, offered }: Extract<Unmatched["why"], { because: "refinement" }>,
  names: Names,
) {
  switch (refinement) {
    case "personaIds":
      return {
        wants: `persona ${either(wanted.map((id) => names.persona(Number(id))))}`,
        isAbout: `this event is about ${either(offered.map((id) => names.persona(Number(id))))}`,
      };
    case "leadScorings":
      return {
        wants: either(wanted.map((id) => names.stage(String(id)))),
        // A stage stands behind its lead scoring, and says more.
        isAbout: `this event is about ${names.stage(String(offered.at(-1) ?? ""))}`,
      };
    case "causes":
      return { wants: "no imports", isAbout: "this event came about by one" };
    case "mailingIds":
      return {
        wants: `mailing ${either(wanted.map(String))}`,
        isAbout: `this event is about mailing ${either(offered.map(String))}`,
      };
    case "communicationTypes":
      return {
        wants: `communication type ${either(wanted.map(String))}`,
        isAbout: `this event is about communication type ${either(offered.map(String))}`,
      };
    case "sendingKinds":
      return {
        wants: `${either(wanted.map(String))} sending`,
        isAbout: `this event is about ${either(offered.map(String))} sending`,
      };
    case "optInFields":
      return {
        wants: `opt-in field ${either(wanted.map(String))}`,
        isAbout: `this event is about ${either(offered.map(String))}`,
      };
    case "optInKinds":
      return {
        wants: `a ${either(wanted.map(String))} opt-in`,
        isAbout: `this event is a ${either(offered.map(String))} one`,
      };
    case "bounceCategories":
      return {
        wants: `${either(wanted.map(String))} bounces`,
        isAbout: `this event is a ${either(offered.map(String))} one`,
      };
    case "properties":
      return {
        wants: `changes of ${either(wanted.map(String))}`,
        isAbout: `this event changed ${listed(offered.map(String))}`,
      };
    default:
      return {
        wants: `${refinement} ${either(wanted.map(String))}`,
        isAbout: `this event offers ${either(offered.map(String)) || "nothing"}`,
      };
  }
}

const either = (words: string[]) => new Intl.ListFormat("en", { type: "disjunction" }).format(words);

/** An import may change a hundred properties at once; ten of them tell what kind it was. */
function listed(words: string[]) {
  const shown = words.length > 10 ? [...words.slice(0, 10), `${words.length - 10} more`] : words;
  return new Intl.ListFormat("en", { type: "conjunction" }).format(shown);
}
