import { z } from "zod";
import { contactFilterSchema } from "@/lib/contacts/list";
import {
  contactChangeSchema,
  contactListSchema,
  contactSchema,
  contactViewSchema,
  erasureSchema,
  MAX_CONTACTS,
  receiptSchema,
  writtenContactsSchema,
} from "@/lib/contacts/schema";
import { inAccount, type Operation } from "../operation";
import { exampleId } from "./examples";
import { DATA_CENTER } from "./master-lists";
import { CONTACT } from "./schemas";

/** A thousand contacts with 8 KiB each. */
const BATCH_BYTES = 8 * 1024 * 1024;

const AT = inAccount("/data-centers/{dataCenterId}/contacts");
const EXAMPLE_AT = "2026-11-26T10:00:00.000Z";

const contact = contactViewSchema.meta({ id: "Contact" });
const exampleContact = {
  ...{ id: "1353", dataCenterId: 1, email: "john.doe@example.org", name: "John Doe", phone: null },
  properties: { FirstName: "John", LastName: "Doe" },
  consent: {
    ...{ consentType: "implied", relationType: "active-clients", consentDate: "2022-01-01T00:00:00Z" },
    ...{ consentExpiration: "2024-01-01T00:00:00Z", consentProof: "Customer since 2015, see invoices" },
  },
  statistics: { mailingsReceived: 12, mailingsOpened: 7, mailingsClicked: 3 },
  ...{ groupIds: [1], joinedOn: EXAMPLE_AT, updatedAt: EXAMPLE_AT },
};

export const listContacts: Operation = {
  id: "listContacts",
  section: "Contacts",
  method: "GET",
  path: AT,
  summary: "Get contacts of a data center",
  description:
    "By id. `q` is the beginning of an id, an e-mail address, a phone number, a first or a last name; `groupId` and `segmentId` narrow the list. Where `stopped` is true, the page ended because enough was looked at: go on from `next`.",
  scope: "contacts:read",
  anyPlan: true,
  params: DATA_CENTER,
  query: contactFilterSchema,
  answers: {
    200: {
      description: "One page of them.",
      schema: contactListSchema.extend({ contacts: z.array(contact) }),
      example: { contacts: [exampleContact], next: null, stopped: false },
    },
  },
};

export const writeContacts: Operation = {
  id: "writeContacts",
  section: "Contacts",
  method: "POST",
  path: AT,
  summary: "Create or change contacts",
  description:
    "Up to 1,000, all or nothing. Who is there already is found by `id`, else by `email`, and changed: what is left out stays, a property or value that is null is taken away, `groupIds` replaces all groups. Raises `contact.created` and `contact.updated` with the cause `api`.",
  scope: "contacts:write",
  anyPlan: true,
  params: DATA_CENTER,
  body: {
    schema: z
      .strictObject({ contacts: z.array(contactSchema).min(1).max(MAX_CONTACTS) })
      .meta({ id: "ContactBatch" }),
    maxBytes: BATCH_BYTES,
    examples: {
      two: {
        summary: "One by id, one by e-mail",
        value: {
          contacts: [
            { id: "1353", email: "john.doe@example.org", properties: { FirstName: "John" } },
            { email: "ada@example.org", consent: { consentType: "express", consentDate: "2026-11-26" } },
          ],
        },
      },
    },
  },
  answers: {
    200: {
      description: "What became of each, in the order of the call.",
      schema: writtenContactsSchema,
      example: {
        contacts: [
          { id: "1353", result: "updated" },
          { id: "ada@example.org", result: "created" },
        ],
      },
    },
  },
};

export const getContact: Operation = {
  id: "getContact",
  section: "Contacts",
  method: "GET",
  path: `${AT}/{contactId}`,
  summary: "Get a contact",
  scope: "contacts:read",
  anyPlan: true,
  params: CONTACT,
  answers: { 200: { description: "The contact.", schema: contact, example: exampleContact } },
};

export const updateContact: Operation = {
  id: "updateContact",
  section: "Contacts",
  method: "PATCH",
  path: `${AT}/{contactId}`,
  summary: "Change a contact",
  description: "As with a batch: what is left out stays, null takes a value away. Raises `contact.updated`.",
  scope: "contacts:write",
  anyPlan: true,
  params: CONTACT,
  body: {
    schema: contactChangeSchema.meta({ id: "ContactChange" }),
    examples: { city: { summary: "Another city", value: { properties: { City: "Graz" } } } },
  },
  answers: { 200: { description: "The contact.", schema: contact, example: exampleContact } },
};

export const deleteContact: Operation = {
  id: "deleteContact",
  section: "Contacts",
  method: "DELETE",
  path: `${AT}/{contactId}`,
  summary: "Take a contact out of the directory",
  description:
    "Its events stay, and a later one brings it back. To erase a person everywhere, call `POST …/erasures`.",
  scope: "contacts:write",
  anyPlan: true,
  params: CONTACT,
  answers: { 204: { description: "It is gone." } },
};

export const eraseContact: Operation = {
  id: "eraseContact",
  section: "Contacts",
  method: "POST",
  path: inAccount("/data-centers/{dataCenterId}/erasures"),
  summary: "Erase a person everywhere",
  description:
    "Contact, memberships, the person in stored events (each keeps id, type and times), what waits to be delivered, what runs, samples, the request inbox, imported files and kept answers hold. It can't be undone. Asked again it finds nothing more. Backups that were taken before still hold the person until they are deleted.",
  scope: "contacts:write",
  anyPlan: true,
  params: DATA_CENTER,
  body: {
    schema: erasureSchema.meta({ id: "Erasure" }),
    examples: {
      id: { summary: "By id", value: { id: "1353" } },
      email: { summary: "By e-mail", value: { email: "john.doe@example.org" } },
    },
  },
  answers: {
    200: {
      description: "The receipt: how much it was, and the audit entry that says the same.",
      schema: receiptSchema.meta({ id: "ErasureReceipt" }),
      example: {
        ...{ id: exampleId.auditEntry, erasedAt: EXAMPLE_AT, dataCenterId: 1, contacts: 1, memberships: 2 },
        ...{ events: 12, deliveriesCancelled: 1, runs: 30, sampleEvents: 0, inboxRequests: 0 },
        ...{ importedRows: 0, storedAnswers: 0 },
      },
    },
  },
};
