import type { ActionWords } from "./audit-words";

const figure = (value: unknown) => (typeof value === "number" ? value.toLocaleString("en") : "0");
const named = ({ name }: Record<string, unknown>) => (typeof name === "string" ? `: “${name}”` : undefined);

/** What was done to contacts; whose is never said, since the log outlives an erasure. */
export const CONTACT_ACTIONS: Record<string, ActionWords> = {
  "contact.written": {
    label: "Written",
    did: "wrote contacts of data center",
    more: ({ created, updated }) => `: ${figure(created)} new, ${figure(updated)} changed`,
  },
  "contact.deleted": { label: "Deleted", did: "deleted a contact of data center" },
  "contact.erased": {
    label: "Erased",
    did: "erased a person in data center",
    more: ({ events, deliveriesCancelled }) =>
      `: ${figure(events)} events emptied, ${figure(deliveriesCancelled)} deliveries cancelled`,
  },
  "contact.exported": { label: "Exported", did: "exported contacts of data center" },
  "contact_import.created": {
    label: "Begun",
    did: "imported a file of contacts into data center",
    more: ({ rows }) => `: ${figure(rows)} rows`,
  },
  "contact_import.cancelled": { label: "Cancelled", did: "cancelled an import into data center" },
  "group.created": { label: "Created", did: "created a group in data center", more: named },
  "group.renamed": { label: "Renamed", did: "renamed a group in data center", more: named },
  "group.deleted": { label: "Deleted", did: "deleted a group in data center", more: named },
  "blocked_address.created": {
    label: "Blocked",
    did: "blocked an address in data center",
    more: ({ pattern }) => named({ name: pattern }),
  },
  "blocked_address.updated": {
    label: "Changed",
    did: "changed why an address is blocked in data center",
    more: ({ pattern }) => named({ name: pattern }),
  },
  "blocked_address.deleted": {
    label: "Unblocked",
    did: "unblocked an address in data center",
    more: ({ pattern }) => named({ name: pattern }),
  },
  "segment.created": { label: "Created", did: "created a segment in data center", more: named },
  "segment.updated": { label: "Changed", did: "changed a segment in data center", more: named },
  "segment.deleted": { label: "Deleted", did: "deleted a segment in data center", more: named },
};

export const CONTACT_NOUNS: Record<string, string> = {
  contact: "Contacts",
  contact_import: "Imports of contacts",
  group: "Groups",
  segment: "Segments",
  blocked_address: "Blocked addresses",
};
