import { z } from "zod";
import { defineEventType } from "@/lib/event-types/define";
import { JOHN } from "@/lib/event-types/sample-contacts";

/** A contact has reached a webhook's block of a workflow. */
export const stepReached = defineEventType({
  name: "workflow.step_reached",
  raisedByTidings: true,
  data: z.looseObject({}),
  sample: ({ contact = JOHN }) => ({ cause: "automation", contact, data: {}, masterData: {} }),
});
