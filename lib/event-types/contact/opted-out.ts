import { z } from "zod";
import { optInField, optInFieldRemedy, optInFields } from "@/lib/event-types/contact/opt-in-parts";
import { defineEventType } from "@/lib/event-types/define";
import { JOHN } from "@/lib/event-types/sample-contacts";
import { OptinDate, OptinField, signed } from "@/lib/payloads/signed";

export const optedOut = defineEventType({
  name: "contact.opted_out",
  data: z.looseObject({ optInField }),
  remedies: { optInField: optInFieldRemedy },
  refinements: z.strictObject({ optInFields }),
  facets: ({ data }) => ({ optInFields: [data.optInField] }),
  sample: ({ contact = JOHN, optInField = "optin_News" }) => ({
    cause: "user",
    contact,
    data: { optInField },
    masterData: {},
  }),
  wires: { signed: signed("contact_optout", OptinField, OptinDate) },
});
