import type { MasterField, RenderableEvent } from "@/lib/payloads/renderable-event";
import { constant, type Wire, type WireField, wire } from "@/lib/payloads/wire";
import { numberIfSafe, numberWhereSafe, secondsIn, wholeSeconds } from "@/lib/payloads/wire-values";
import type { Json } from "@/lib/vocabulary";

/**
 * Confirmed & signed (docs/events.md 2.4): one object per event, its head first (S3.19), then what the type adds, and
 * the data center's fields last (S3.18).
 */
export const signed = (name: string, ...fields: WireField[]): Wire =>
  wire([name], [constant("Type", name), ...HEAD, ...fields, DATA]);

const HEAD: readonly WireField[] = [
  {
    name: "EventUniqueID",
    from: "the event's id, without dashes",
    value: ({ id }) => id.replaceAll("-", ""),
  },
  {
    name: "dtExecution",
    from: "the time of the first attempt, in whole seconds",
    value: (_, { frozenAt }) => wholeSeconds(frozenAt),
  },
  { name: "idCompany", from: "the account's id", value: ({ accountId }) => accountId },
  { name: "idProject", from: "dataCenterId", value: ({ dataCenter }) => dataCenter.id },
  { name: "isTest", from: "true, in tests alone", value: (_, { test }) => (test ? true : undefined) },
  {
    name: "ContactID",
    always: true,
    fields: [
      {
        name: "idContact",
        from: "contact.id, as a number where it is one",
        value: ({ contact }) => (contact && contact.id !== null ? numberIfSafe(contact.id) : undefined),
      },
      {
        name: "key_<code>",
        from: "the data center's key fields that the contact has",
        members: (event) =>
          fieldsOf(event)
            .filter(({ key }) => key)
            .map((field) => [`key_${field.code}`, fieldValue(event, field)]),
      },
    ],
  },
];

const DATA: WireField = {
  name: "Data",
  always: true,
  fields: [
    {
      name: "<code>",
      from: "the data center's fields that the contact has: contact.email for an e-mail field, else contact.properties",
      members: (event) => fieldsOf(event).map((field) => [field.code, fieldValue(event, field)]),
    },
  ],
};

const NONE: readonly MasterField[] = [];
const fieldsOf = ({ masterData }: RenderableEvent) => masterData.fields ?? NONE;

const fieldValue = ({ contact }: RenderableEvent, { code, email }: MasterField): Json | undefined => {
  if (!contact) return undefined;
  if (email) return contact.email ?? undefined;
  return Object.hasOwn(contact.properties, code) ? contact.properties[code] : undefined;
};

export const OptinField: WireField = {
  name: "OptinField",
  from: "data.optInField",
  value: ({ data }) => data.optInField,
};
export const OptinDate: WireField = {
  name: "OptinDate",
  from: "occurredAt, in whole seconds",
  value: ({ occurredAt }) => wholeSeconds(occurredAt),
};

/** Which message it was about. */
export const sending: readonly WireField[] = [
  {
    name: "idSendLog",
    from: "data.sendLogId, as a number where it is one",
    value: ({ data }) => numberWhereSafe(data.sendLogId),
  },
  { name: "idMessage", from: "data.mailingId", value: ({ data }) => data.mailingId },
  {
    name: "dtProcessed",
    from: "data.processedAt, in whole seconds",
    value: ({ data }) => secondsIn(data.processedAt),
  },
];

export const communication: readonly WireField[] = [
  { name: "CommunicationType", from: "data.communicationType", value: ({ data }) => data.communicationType },
  { name: "SendingKind", from: "data.sendingKind", value: ({ data }) => data.sendingKind },
];

export const error: readonly WireField[] = [
  { name: "ErrorCategory", from: "data.category", value: ({ data }) => data.category },
  {
    name: "ErrorCode",
    from: "data.code or data.errorCode, as text",
    value: ({ data }) => asText(data.code ?? data.errorCode),
  },
  { name: "ErrorMessage", from: "data.message", value: ({ data }) => data.message },
];

const asText = (value: Json | undefined) => (typeof value === "number" ? String(value) : value);
