import { z } from "zod";
import { defineEventType } from "@/lib/event-types/define";
import { freeText, textOrWhole } from "@/lib/event-types/fields";
import * as parts from "@/lib/event-types/message/message-parts";
import * as wire from "@/lib/payloads/stream";

export const clicked = defineEventType({
  name: "message.clicked",
  data: z.looseObject({
    ...parts.messageData,
    ...parts.readerData,
    linkId: textOrWhole.optional(),
    linkUrl: freeText(8_192).optional(),
  }),
  remedies: {
    ...parts.messageRemedies,
    ...parts.readerRemedies,
    linkId: parts.optionalId,
    linkUrl: parts.optionalText("https://www.example.org/offer"),
  },
  refinements: parts.messageRefinements,
  facets: parts.messageFacets,
  references: parts.messageReferences,
  sample: (context) =>
    parts.messageSample(context, "interaction", {
      ...parts.SAMPLE_READER,
      linkId: 123456789010,
      linkUrl: "https://www.example.org/offer",
    }),
  wires: {
    stream: wire.stream(
      "click",
      ...[wire.recipientId, wire.userListId, wire.remoteAddress, wire.clientId, wire.mailingId],
      ...[wire.created, wire.subscriptionId, wire.mailId],
      ...[wire.device, wire.operatingSystem, wire.browser, wire.linkId, wire.linkUrl],
    ),
  },
});
