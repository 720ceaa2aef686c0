import { z } from "zod";
import { defineEventType } from "@/lib/event-types/define";
import { distinct, plainText } from "@/lib/event-types/fields";
import * as parts from "@/lib/event-types/message/message-parts";
import { communication, error, sending, signed } from "@/lib/payloads/signed";
import * as wire from "@/lib/payloads/stream";

const category = z.enum(["hard", "soft"], 'must be "hard" or "soft"');

export const bounced = defineEventType({
  name: "message.bounced",
  data: z.looseObject({
    ...parts.messageData,
    ...parts.mediaData,
    category,
    code: parts.code,
    message: parts.remark,
    ruleName: plainText(200).optional(),
    thresholdExceeded: z.boolean("must be true or false").optional(),
  }),
  remedies: {
    ...parts.messageRemedies,
    category: "Send hard for an address that does not exist, soft for one that can't be reached now.",
    code: parts.optionalText("550"),
    message: parts.optionalText("5.1.1 User unknown"),
    ruleName: parts.optionalText("unknown user"),
    thresholdExceeded: "Send true if nothing will be sent to the address any more, else false.",
  },
  refinements: parts.messageRefinements.extend({
    bounceCategories: distinct(category, (name) => name).optional(),
  }),
  facets: ({ data, masterData }) => ({
    ...parts.messageFacets({ data, masterData }),
    bounceCategories: [data.category],
  }),
  references: parts.messageReferences,
  sample: (context) =>
    parts.messageSample(context, "automation", {
      category: context.bounceCategory ?? "hard",
      code: "550",
      message: "5.1.1 User unknown",
      ruleName: "unknown user",
      thresholdExceeded: false,
      mediaType: "EMAIL",
    }),
  wires: {
    stream: wire.stream(
      "bounce",
      ...[wire.recipientId, wire.userListId, wire.clientId, wire.mailingId, wire.created, wire.mailId],
      ...[wire.category, wire.ruleName, wire.thresholdExceeded, wire.mediaType],
    ),
    signed: signed("sending_Bounce", ...sending, ...communication, ...error),
  },
  defaultRefinements: parts.UNITARY,
});
