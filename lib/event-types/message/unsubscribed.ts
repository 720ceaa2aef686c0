import { z } from "zod";
import { defineEventType } from "@/lib/event-types/define";
import { freeText, plainText } from "@/lib/event-types/fields";
import * as parts from "@/lib/event-types/message/message-parts";
import * as wire from "@/lib/payloads/stream";

export const unsubscribed = defineEventType({
  name: "message.unsubscribed",
  data: z.looseObject({
    ...parts.messageData,
    ...parts.mediaData,
    remoteAddress: plainText(200).optional(),
    reason: parts.remark,
    userAgent: freeText(1_000).optional(),
  }),
  remedies: {
    ...parts.messageRemedies,
    remoteAddress: parts.optionalText("203.0.113.7"),
    reason: parts.optionalText('"too many mailings"'),
    userAgent: parts.optionalText("Mozilla/5.0"),
  },
  refinements: parts.messageRefinements,
  facets: parts.messageFacets,
  references: parts.messageReferences,
  sample: (context) =>
    parts.messageSample(context, "interaction", {
      remoteAddress: "0.0.0.0",
      reason: "too many mailings",
      userAgent: "Mozilla/5.0",
      mediaType: "EMAIL",
    }),
  wires: {
    stream: wire.stream(
      "unsubscribe",
      ...[wire.recipientId, wire.userListId, wire.remoteAddress, wire.clientId, wire.mailingId],
      ...[wire.created, wire.mailId, wire.reason, wire.userAgent, wire.mediaType],
    ),
  },
});
