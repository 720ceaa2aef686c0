import { z } from "zod";
import { defineEventType } from "@/lib/event-types/define";
import { textOrWhole } from "@/lib/event-types/fields";
import { JOHN } from "@/lib/event-types/sample-contacts";

/** What a contact sent by a form: it starts workflows, and no wire style writes it. */
export const formType = <const Name extends "form.submitted" | "form.profile_updated">(name: Name) =>
  defineEventType({
    name,
    data: z.looseObject({ formId: textOrWhole, fields: z.looseObject({}, "must be an object").optional() }),
    remedies: {
      formId: "Send the form's id: text of 1 to 200 characters or a whole number.",
      fields: 'Send what was filled in, such as {"City": "Graz"}, or leave it out.',
    },
    sample: ({ contact = JOHN }) => ({
      cause: "form",
      contact,
      data: { formId: 12, fields: { City: "Québec" } },
      masterData: {},
    }),
  });
