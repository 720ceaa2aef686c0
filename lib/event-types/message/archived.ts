import { z } from "zod";
import { defineEventType } from "@/lib/event-types/define";
import { plainText } from "@/lib/event-types/fields";
import * as parts from "@/lib/event-types/message/message-parts";
import * as wire from "@/lib/payloads/stream";

export const archived = defineEventType({
  name: "message.archived",
  data: z.looseObject({ ...parts.messageData, mailingType: plainText(200).optional() }),
  remedies: { ...parts.messageRemedies, mailingType: parts.optionalText("regular") },
  refinements: parts.messageRefinements,
  facets: parts.messageFacets,
  references: parts.messageReferences,
  sample: (context) => parts.messageSample(context, "automation", { mailingType: "regular" }),
  wires: {
    stream: wire.stream(
      "archive",
      ...[wire.recipientId, wire.userListId, wire.clientId, wire.mailingId, wire.created],
      ...[wire.mailId, wire.mailingType],
    ),
  },
});
