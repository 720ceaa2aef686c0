import type { ConsentField, Receipt, Statistic } from "@/lib/contacts/schema";
import { plural } from "@/texts/plural";

/** Contacts: the directory of a data center, and a contact's card. */

export const CONSENT_NAMES: Record<ConsentField, string> = {
  consentType: "Type of consent",
  relationType: "Source of consent",
  consentDate: "Date of consent",
  consentExpiration: "Expires",
  consentProof: "Proof of consent",
};

export const STATISTIC_NAMES: Record<Statistic, string> = {
  mailingsReceived: "Mailings received",
  mailingsOpened: "Mailings opened",
  mailingsClicked: "Mailings clicked",
};

export const CONSENT_TYPES = { express: "Express", implied: "Implied" } as const;

export const contacts = {
  title: "Contacts",
  sections: "Contacts",
  intro:
    "Everybody of the data center: whom events told of, whom programs and people wrote, and whom files brought.",
  search: "Search",
  searchPlaceholder: "Beginning of a name, e-mail, phone number or id",
  dataCenter: "Data center",
  segment: "Segment",
  group: "Group",
  columns: { name: "Name", email: "E-mail", phone: "Phone", id: "Id", updated: "Updated" },
  noName: "No name",
  none: "–",
  first: "First",
  next: "Next",
  shown: (count: number, more: boolean) =>
    `${plural(count, "contact", "contacts")}${more ? " on this page" : ""}`,
  stopped: "Enough was looked at for one page: more may be found on the next one.",
  emptyTitle: "No contact yet",
  emptyText: "Contacts appear here as soon as events tell of them. You can also create or import them.",
  emptyForMember: "An administrator can create or import them.",
  noDataCenterTitle: "No data center yet",
  noDataCenterText: "Contacts belong to a data center. Create one first.",
  toDataCenters: "Go to the data centers",
  create: "New contact",
  createTitle: "New contact",
  createButton: "Create contact",
  created: "The contact is created.",
  notCreated: "Not created",
  export: "Export as CSV",

  id: "Id",
  idDescription: "The platform's own; left empty, the e-mail stands for it",
  email: "E-mail",
  properties: "Fields",
  property: "Field",
  value: "Value",
  propertyOf: (name: string) => `Value of ${name}`,
  addProperty: "Add a field",
  removeProperty: (name: string) => `Remove ${name || "the field"}`,
  knownFields: (count: number) => `${plural(count, "field", "fields")} of the data center`,
  noProperties: "Nothing else is known.",
  consent: "Consent",
  messages: "Messages",
  mayBeWrittenTo: "Has opted out of nothing, and its address is not blocked.",
  blocked: (because: "quarantined" | "blocklisted", pattern: string) =>
    because === "quarantined"
      ? "Nothing is sent to its address, which is in quarantine"
      : `Nothing is sent to its address: the blocklist has ${pattern}`,
  optOut: (optInField: string, out: boolean) =>
    optInField === ""
      ? out
        ? "Has opted out of everything"
        : "Has taken back that it opted out of everything"
      : `${out ? "Has opted out of" : "Has opted in to"} ${optInField}`,
  byLink: "The link in a message",
  statistics: "Statistics",
  groups: "Groups",
  noGroups: "In no group.",
  unknown: "Not known",
  joinedOn: "Joined on",
  updatedOn: "Updated on",
  events: "Newest events",
  noEvents: "No event of this contact is stored.",
  allEvents: "All events of this contact",
  occurred: "Happened",
  type: "Event",
  edit: "Edit",
  editTitle: (name: string) => `Edit ${name}`,
  saved: "The contact is saved.",
  notSaved: "Not saved",
  delete: "Delete",
  deleteTitle: (name: string) => `Delete ${name}?`,
  deleteText:
    "The contact leaves the directory, its groups with it. Its events stay, and a later event brings it back.",
  deleted: "The contact is deleted.",
  notDeleted: "Not deleted",
  erase: "Erase everywhere",
  eraseTitle: (name: string) => `Erase ${name} everywhere`,
  eraseText:
    "The person is taken out of the directory, of every stored event, of what was sent of them, of samples, the request inbox and imported files. What still waits for them is cancelled. This action cannot be reverted. Backups that were taken before still hold the person until you delete them.",
  eraseConfirm: (word: string) => `Type ${word} to confirm`,
  eraseMismatch: (word: string) => `This is not ${word}.`,
  eraseButton: "Erase the person",
  notErased: "Not erased",
  receiptTitle: "The person is erased",
  receiptText: "The audit log keeps this receipt; it does not say who it was.",
  receiptId: "Receipt",
  toAudit: "See it in the audit log",
  backToContacts: "Back to the contacts",
  notFoundTitle: "There is no such contact",
  notFoundText: "It was deleted or erased, or the address is not right.",
  administratorsWrite: "An administrator of the account can change contacts.",
} as const;

export const RECEIPT_ROWS: [keyof Receipt, string][] = [
  ["contacts", "Contacts"],
  ["memberships", "Memberships in groups"],
  ["events", "Events emptied"],
  ["deliveriesCancelled", "Deliveries cancelled"],
  ["runs", "Runs emptied"],
  ["sampleEvents", "Sample events"],
  ["inboxRequests", "Requests of the inbox"],
  ["importedRows", "Rows of imported files"],
  ["storedAnswers", "Kept answers"],
];
