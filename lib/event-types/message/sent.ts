import { z } from "zod";
import { defineEventType } from "@/lib/event-types/define";
import * as parts from "@/lib/event-types/message/message-parts";
import * as wire from "@/lib/payloads/stream";

export const sent = defineEventType({
  name: "message.sent",
  data: z.looseObject({ ...parts.messageData, ...parts.mediaData }),
  remedies: parts.messageRemedies,
  refinements: parts.messageRefinements,
  facets: parts.messageFacets,
  references: parts.messageReferences,
  sample: (context) => parts.messageSample(context, "automation", { mediaType: "EMAIL" }),
  wires: {
    stream: wire.stream(
      "sent",
      ...[wire.recipientId, wire.userListId, wire.clientId, wire.mailingId, wire.created],
      ...[wire.mailId, wire.mediaType],
    ),
  },
});
