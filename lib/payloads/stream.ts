import type { RenderableEvent } from "@/lib/payloads/renderable-event";
import { constant, type Wire, type WireField, wire } from "@/lib/payloads/wire";
import { numberWhereSafe } from "@/lib/payloads/wire-values";

/** Event stream (docs/events.md 2.3): always a list, also for one event, fields in the printed order. */
export const stream = (name: string, ...fields: WireField[]): Wire =>
  wire([name], [constant("type", name), ...fields]);

/** A type that is called differently by one of its data's fields. */
export const streamBy = (
  key: string,
  names: Readonly<Record<string, string>>,
  ...fields: WireField[]
): Wire =>
  wire(Object.values(names), [
    { name: "type", from: `data.${key}: ${told(names)}`, value: oneOf(key, names) },
    ...fields,
  ]);

/** The value of a field of `data`, by what it says. */
const oneOf =
  (key: string, words: Readonly<Record<string, string>>) =>
  ({ data }: RenderableEvent) => {
    const value = data[key];
    return typeof value === "string" && Object.hasOwn(words, value) ? words[value] : undefined;
  };

const told = (words: Readonly<Record<string, string>>) =>
  Object.entries(words)
    .map(([value, word]) => `${value} → "${word}"`)
    .join(", ");

/** A field of `data` under the same name. */
const plain = (name: string): WireField => ({
  name,
  from: `data.${name}`,
  value: ({ data }) => data[name],
});

/** The same, as a number where it is one. */
const numeric = (name: string): WireField => ({
  name,
  from: `data.${name}, as a number where it is one`,
  value: ({ data }) => numberWhereSafe(data[name]),
});

export const recipientId: WireField = {
  name: "recipientId",
  from: "contact.id, as text",
  value: ({ contact }) => contact?.id ?? undefined,
};
export const userListId: WireField = {
  name: "userListId",
  from: "dataCenterId",
  value: ({ dataCenter }) => dataCenter.id,
};
export const clientId: WireField = {
  name: "clientId",
  from: "the account's id",
  value: ({ accountId }) => accountId,
};
export const created: WireField = {
  name: "created",
  from: "occurredAt, in epoch milliseconds",
  value: ({ occurredAt }) => occurredAt,
};
export const category: WireField = {
  name: "category",
  from: 'data.category: hard → "hardbounce", soft → "softbounce"',
  value: oneOf("category", { hard: "hardbounce", soft: "softbounce" }),
};
/** A single opt-in has no mail that asks for it. */
export const optInMailId: WireField = {
  name: "optInMailId",
  from: "data.optInMailId, but for a single opt-in",
  value: ({ data }) => (data.kind === "single" ? undefined : data.optInMailId),
};

export const mailingId = numeric("mailingId");
export const subscriptionId = numeric("subscriptionId");
export const linkId = numeric("linkId");
export const optinProcessId = numeric("optinProcessId");
export const mailId = plain("mailId");
export const remoteAddress = plain("remoteAddress");
export const device = plain("device");
export const operatingSystem = plain("operatingSystem");
export const browser = plain("browser");
export const userAgent = plain("userAgent");
export const linkUrl = plain("linkUrl");
export const mediaType = plain("mediaType");
export const ruleName = plain("ruleName");
export const thresholdExceeded = plain("thresholdExceeded");
export const mailingType = plain("mailingType");
export const reason = plain("reason");
export const pattern = plain("pattern");
