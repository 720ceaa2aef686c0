import { z } from "zod";
import { defineEventType } from "@/lib/event-types/define";
import { plainText } from "@/lib/event-types/fields";
import * as parts from "@/lib/event-types/message/message-parts";
import { communication, sending, signed } from "@/lib/payloads/signed";
import * as wire from "@/lib/payloads/stream";

export const complained = defineEventType({
  name: "contact.complained",
  data: z.looseObject({ ...parts.sendingData, mailId: plainText(200).optional() }),
  remedies: parts.sendingRemedies,
  refinements: parts.messageRefinements,
  facets: parts.messageFacets,
  references: parts.messageReferences,
  sample: (context) => parts.messageSample(context, "interaction", {}),
  wires: {
    stream: wire.stream(
      "spamcomplaint",
      ...[wire.recipientId, wire.userListId, wire.clientId, wire.mailingId, wire.created, wire.mailId],
    ),
    signed: signed("contact_complaint", ...sending, ...communication),
  },
  defaultRefinements: parts.UNITARY,
});
