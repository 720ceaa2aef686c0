import { z } from "zod";
import { defineEventType, type Wanted } from "@/lib/event-types/define";
import { distinct, listOf, plainText } from "@/lib/event-types/fields";
import { EVENT_TYPE_TEXTS } from "@/texts/event-types";

const PROPERTIES = { FirstName: "John", LastName: "Doe", Company: "Quantum" };
const JOHN = { id: "1353", email: "john.doe@example.org" };

const propertyName = plainText(200);
const value = z.unknown().refine((posted) => posted !== undefined, "is missing");
const change = z.looseObject(
  { property: propertyName, oldValue: value, newValue: value },
  "must be an object",
);

export const CONTACT_TYPES = [
  defineEventType({
    name: "contact.became_contact",
    ...EVENT_TYPE_TEXTS["contact.became_contact"],
    contact: "required",
    data: z.looseObject({}),
    remedies: {},
    refinements: z.strictObject({}),
    wanted: () => ({}),
    facets: () => ({}),
    references: () => ({}),
    sample: ({ contact }) => ({
      cause: "form",
      contact: contact ?? { ...JOHN, properties: { ...PROPERTIES, JobTitle: "Buyer" } },
      data: {},
      masterData: {},
    }),
    wireNames: { simple: "BecameContact" },
  }),
  defineEventType({
    name: "contact.updated",
    ...EVENT_TYPE_TEXTS["contact.updated"],
    contact: "required",
    data: z.looseObject({ changes: listOf(change, "must hold at least one change") }),
    remedies: {
      changes:
        'Send at least one change: [{"property": "JobTitle", "oldValue": "Buyer", "newValue": "Head"}].',
      "changes.*.property": "Name the property that changed, in 1 to 200 characters.",
      "changes.*.oldValue": "Send the value from before the change, or null if there was none.",
      "changes.*.newValue": "Send the value from after the change, or null if there is none any more.",
    },
    refinements: z.strictObject({ properties: distinct(propertyName, (name) => name).optional() }),
    wanted: ({ properties }): Wanted => (properties ? { properties } : {}),
    facets: ({ data }) => ({ properties: data.changes.map((change) => change.property) }),
    references: () => ({}),
    sample: ({ contact }) => ({
      cause: "user",
      contact: contact ?? { ...JOHN, properties: { ...PROPERTIES, JobTitle: "Head of Purchasing" } },
      data: { changes: [{ property: "JobTitle", oldValue: "Buyer", newValue: "Head of Purchasing" }] },
      masterData: {},
    }),
    wireNames: { simple: "ContactUpdated" },
  }),
] as const;
