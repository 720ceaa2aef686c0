import { z } from "zod";
import { defineEventType } from "@/lib/event-types/define";
import { plainText } from "@/lib/event-types/fields";
import * as parts from "@/lib/event-types/message/message-parts";
import * as wire from "@/lib/payloads/stream";

export const filteredByBlocklist = defineEventType({
  name: "message.filtered_by_blocklist",
  data: z.looseObject({ ...parts.messageData, pattern: plainText(254).optional() }),
  remedies: { ...parts.messageRemedies, pattern: parts.optionalText("*@spam.example") },
  refinements: parts.messageRefinements,
  facets: parts.messageFacets,
  references: parts.messageReferences,
  sample: (context) => parts.messageSample(context, "automation", { pattern: "*@spam.example" }),
  wires: {
    stream: wire.stream(
      "filteredbyblocklist",
      ...[wire.recipientId, wire.userListId, wire.clientId, wire.mailingId, wire.created, wire.pattern],
    ),
  },
});
