import { z } from "zod";
import { defineEventType } from "@/lib/event-types/define";
import { distinct, listOf, plainText } from "@/lib/event-types/fields";
import { johnWith } from "@/lib/event-types/sample-contacts";
import { signed } from "@/lib/payloads/signed";
import { ChangedProperties, Contact, DataCenter, simple } from "@/lib/payloads/simple";

const propertyName = plainText(200);
const value = z.unknown().refine((posted) => posted !== undefined, "is missing");
const change = z.looseObject(
  { property: propertyName, oldValue: value, newValue: value },
  "must be an object",
);

export const updated = defineEventType({
  name: "contact.updated",
  data: z.looseObject({ changes: listOf(change, "must hold at least one change") }),
  remedies: {
    changes: 'Send at least one change: [{"property": "JobTitle", "oldValue": "Buyer", "newValue": "Head"}].',
    "changes.*.property": "Name the property that changed, in 1 to 200 characters.",
    "changes.*.oldValue": "Send the value from before the change, or null if there was none.",
    "changes.*.newValue": "Send the value from after the change, or null if there is none any more.",
  },
  refinements: z.strictObject({ properties: distinct(propertyName, (name) => name).optional() }),
  facets: ({ data }) => ({ properties: data.changes.map((change) => change.property) }),
  sample: ({ contact = johnWith({ Company: "Quantum", JobTitle: "Head of Purchasing" }) }) => ({
    cause: "user",
    contact,
    data: { changes: [{ property: "JobTitle", oldValue: "Buyer", newValue: "Head of Purchasing" }] },
    masterData: {},
  }),
  wires: {
    simple: simple("ContactUpdated", DataCenter, Contact, ChangedProperties),
    signed: signed("contact_modified"),
  },
});
