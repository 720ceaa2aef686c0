import { z } from "zod";
import { defineEventType } from "@/lib/event-types/define";
import { textOrWhole } from "@/lib/event-types/fields";
import { JOHN } from "@/lib/event-types/sample-contacts";

/** It starts workflows, and no wire style writes it. */
export const answered = defineEventType({
  name: "survey.answered",
  data: z.looseObject({
    surveyId: textOrWhole,
    answers: z.union([z.looseObject({}), z.array(z.unknown())], "must be an object or a list"),
  }),
  remedies: {
    surveyId: "Send the survey's id: text of 1 to 200 characters or a whole number.",
    answers: 'Send the answers as an object or a list, such as {"satisfied": "yes"}.',
  },
  sample: ({ contact = JOHN }) => ({
    cause: "form",
    contact,
    data: { surveyId: 5, answers: { satisfied: "yes" } },
    masterData: {},
  }),
});
