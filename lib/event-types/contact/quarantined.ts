import { z } from "zod";
import { defineEventType } from "@/lib/event-types/define";
import { plainText } from "@/lib/event-types/fields";
import * as parts from "@/lib/event-types/message/message-parts";
import { sending, signed } from "@/lib/payloads/signed";

export const quarantined = defineEventType({
  name: "contact.quarantined",
  data: z.looseObject({ ...parts.sendingData, mailId: plainText(200).optional() }),
  remedies: parts.sendingRemedies,
  refinements: parts.messageRefinements,
  facets: parts.messageFacets,
  references: parts.messageReferences,
  sample: (context) => parts.messageSample(context, "automation", {}),
  wires: { signed: signed("contact_quarantine", ...sending) },
  defaultRefinements: parts.UNITARY,
});
