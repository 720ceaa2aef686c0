import { z } from "zod";
import { defineEventType } from "@/lib/event-types/define";
import * as parts from "@/lib/event-types/message/message-parts";
import { communication, error, sending, signed } from "@/lib/payloads/signed";

export const productionError = defineEventType({
  name: "message.production_error",
  data: z.looseObject({ ...parts.messageData, errorCode: parts.code, message: parts.remark }),
  remedies: {
    ...parts.messageRemedies,
    errorCode: parts.optionalText("MERGE_FIELD_MISSING"),
    message: parts.optionalText('"The field f_City has no value"'),
  },
  refinements: parts.messageRefinements,
  facets: parts.messageFacets,
  references: parts.messageReferences,
  sample: (context) =>
    parts.messageSample(context, "automation", {
      errorCode: "MERGE_FIELD_MISSING",
      message: "The field f_City has no value",
    }),
  wires: { signed: signed("sending_ProductionError", ...sending, ...communication, ...error) },
  defaultRefinements: parts.UNITARY,
});
