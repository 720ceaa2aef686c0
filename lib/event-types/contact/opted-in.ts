import { z } from "zod";
import { optInField, optInFieldRemedy, optInFields } from "@/lib/event-types/contact/opt-in-parts";
import { defineEventType } from "@/lib/event-types/define";
import { distinct, plainText, textOrWhole } from "@/lib/event-types/fields";
import { optionalId, optionalText } from "@/lib/event-types/message/message-parts";
import { RECIPIENT } from "@/lib/event-types/sample-contacts";
import { OptinDate, OptinField, signed } from "@/lib/payloads/signed";
import * as wire from "@/lib/payloads/stream";

const kind = z.enum(["single", "confirmed", "double"], 'must be "single", "confirmed" or "double"');

export const optedIn = defineEventType({
  name: "contact.opted_in",
  data: z.looseObject({
    optInField,
    kind,
    remoteAddress: plainText(200).optional(),
    optinProcessId: textOrWhole.optional(),
    optInMailId: plainText(200).optional(),
  }),
  remedies: {
    optInField: optInFieldRemedy,
    kind: "Send single, confirmed (a confirmation was sent) or double (the contact confirmed).",
    remoteAddress: optionalText("203.0.113.7"),
    optinProcessId: optionalId,
    optInMailId: optionalText("3IHQ2XT8-38PY7WFQ-XKNQSZ"),
  },
  refinements: z.strictObject({ optInFields, optInKinds: distinct(kind, (name) => name).optional() }),
  facets: ({ data }) => ({ optInFields: [data.optInField], optInKinds: [data.kind] }),
  sample: ({ contact = RECIPIENT, ...context }) => ({
    cause: "form",
    contact,
    data: {
      optInField: context.optInField ?? "optin_News",
      kind: context.optInKind ?? "double",
      remoteAddress: "0.0.0.0",
      optinProcessId: 123456789020,
      optInMailId: "3IHQ2XT8-38PY7WFQ-XKNQSZ",
    },
    masterData: {},
  }),
  wires: {
    stream: wire.streamBy(
      "kind",
      { single: "singleoptin", confirmed: "confirmedoptin", double: "doubleoptin" },
      ...[wire.recipientId, wire.userListId, wire.remoteAddress, wire.clientId, wire.created],
      ...[wire.optinProcessId, wire.optInMailId],
    ),
    signed: signed("contact_optin", OptinField, OptinDate),
  },
});
