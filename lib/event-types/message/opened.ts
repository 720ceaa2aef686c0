import { z } from "zod";
import { defineEventType } from "@/lib/event-types/define";
import * as parts from "@/lib/event-types/message/message-parts";
import * as wire from "@/lib/payloads/stream";

export const opened = defineEventType({
  name: "message.opened",
  data: z.looseObject({ ...parts.messageData, ...parts.readerData }),
  remedies: { ...parts.messageRemedies, ...parts.readerRemedies },
  refinements: parts.messageRefinements,
  facets: parts.messageFacets,
  references: parts.messageReferences,
  sample: (context) => parts.messageSample(context, "interaction", parts.SAMPLE_READER),
  wires: {
    stream: wire.stream(
      "open",
      ...[wire.recipientId, wire.userListId, wire.remoteAddress, wire.clientId, wire.mailingId],
      ...[wire.created, wire.subscriptionId, wire.mailId],
      ...[wire.device, wire.operatingSystem, wire.browser],
    ),
  },
});
