import { z } from "zod";
import { defineEventType } from "@/lib/event-types/define";
import { JOHN } from "@/lib/event-types/sample-contacts";
import { signed } from "@/lib/payloads/signed";

export const created = defineEventType({
  name: "contact.created",
  data: z.looseObject({}),
  sample: ({ contact = JOHN }) => ({ cause: "form", contact, data: {}, masterData: {} }),
  wires: { signed: signed("contact_created") },
});
