import type { RenderableContact } from "@/lib/payloads/renderable-event";
import { readContactField, STANDARD_FIELDS, type TemplateField } from "@/lib/templates/contact-fields";
import type { Names } from "@/lib/templates/context";
import type { JsonObject } from "@/lib/vocabulary";

/** What expressions are about: the values of one request. */
export interface TemplateScope {
  contact: RenderableContact | null;
  /** The event that started the workflow; its data are its parameters. */
  event: { data: JsonObject } | null;
  /** What webhooks answered, by their labels, where `data.…` is allowed (decision 20). */
  answers?: JsonObject;
  /** Where a message's reader ends all messages; in messages alone. */
  unsubscribeUrl?: string;
  /** Milliseconds since 1970: what filters call "now". */
  now: number;
}

/** The names that always mean the same, whatever an event's parameters are called. */
export const ROOTS = ["contact", "event", "data"] as const;

/** The link *Unsubscribe* of a message: `${unsubscribeUrl}`. */
export const UNSUBSCRIBE = "unsubscribeUrl";

/** Where a value comes from; `nothing` where no such value is there. */
export type Origin = "contact" | "event" | "answer" | "nothing";

/**
 * A name of its own is a parameter of the event, else a field of the contact (decision 20); `contact.…` is always the
 * contact's, `event.…` the event's, `data.…` a webhook's answer.
 */
export function namesOf(scope: TemplateScope, fields: readonly TemplateField[]): Names {
  const { contact, event, answers } = scope;
  return {
    now: scope.now,
    find(name) {
      if (name === "contact") return contact ? asObject(contact, fields) : undefined;
      if (name === "event") return event?.data;
      if (name === "data") return answers;
      if (name === UNSUBSCRIBE && scope.unsubscribeUrl !== undefined) return scope.unsubscribeUrl;
      if (event && Object.hasOwn(event.data, name)) return event.data[name];
      return contact ? readContactField(contact, name, fields) : undefined;
    },
    findWithin(name, key) {
      if (name !== "contact" || !contact) return undefined;
      return { value: readContactField(contact, key, fields) };
    },
  };
}

/** Which of them a path begins at, and what it is called there: `["f_City"]` of the contact. */
export function originOf(
  path: readonly unknown[],
  scope: TemplateScope,
): { from: Origin; name: readonly unknown[] } {
  const [root, ...rest] = path;
  if (root === "contact") return { from: scope.contact ? "contact" : "nothing", name: rest };
  if (root === "event") return { from: scope.event ? "event" : "nothing", name: rest };
  if (root === "data") return { from: scope.answers ? "answer" : "nothing", name: rest };
  if (typeof root === "string" && scope.event && Object.hasOwn(scope.event.data, root)) {
    return { from: "event", name: path };
  }
  return { from: scope.contact ? "contact" : "nothing", name: path };
}

/** A contact as a whole, for loops and the like. */
function asObject(contact: RenderableContact, fields: readonly TemplateField[]): JsonObject {
  const names = [...STANDARD_FIELDS.map(({ name }) => name), ...fields.map(({ code }) => code)];
  const known = names.flatMap((name) => {
    const value = readContactField(contact, name, fields);
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries([...Object.entries(contact.properties), ...known]);
}
