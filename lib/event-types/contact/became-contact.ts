import { z } from "zod";
import { defineEventType } from "@/lib/event-types/define";
import { johnWith } from "@/lib/event-types/sample-contacts";
import { Contact, DataCenter, simple } from "@/lib/payloads/simple";

export const becameContact = defineEventType({
  name: "contact.became_contact",
  data: z.looseObject({}),
  sample: ({ contact = johnWith({ Company: "Quantum", JobTitle: "Buyer" }) }) => ({
    cause: "form",
    contact,
    data: {},
    masterData: {},
  }),
  wires: { simple: simple("BecameContact", DataCenter, Contact) },
});
