import type {
  CONSENT_OPERATORS,
  FIELD_OPERATORS,
  GROUP_OPERATORS,
  STATISTIC_OPERATORS,
} from "@/lib/contacts/segment-schema";
import { plural } from "@/texts/plural";

/** Contacts » Segments, and » Groups. */

export const FIELD_WORDS: Record<(typeof FIELD_OPERATORS)[number], string> = {
  is: "is",
  is_not: "is not",
  contains: "contains",
  begins_with: "begins with",
  is_filled: "is filled",
  is_empty: "is empty",
  greater_than: "is greater than",
  less_than: "is less than",
};
export const GROUP_WORDS: Record<(typeof GROUP_OPERATORS)[number], string> = { in: "is", not_in: "is not" };
export const CONSENT_WORDS: Record<(typeof CONSENT_OPERATORS)[number], string> = {
  express: "is express",
  implied: "is implied",
  none: "is missing",
  expired: "has expired",
  expires_within_days: "expires within days",
};
export const COUNT_WORDS: Record<(typeof STATISTIC_OPERATORS)[number], string> = {
  at_least: "at least",
  less_than: "less than",
};

export const segments = {
  title: "Segments",
  intro: "A segment takes in whoever meets its rules at the moment when it is asked for.",
  create: "New segment",
  createTitle: "New segment",
  editTitle: (name: string) => `Edit ${name}`,
  name: "Name",
  rules: "Rules",
  match: "A contact is in the segment if",
  all: "all conditions hold",
  any: "any condition holds",
  add: "Add a condition",
  removeCondition: (number: number) => `Remove condition ${number}`,
  condition: (number: number) => `Condition ${number}`,
  subject: "About",
  comparison: "Comparison",
  value: "Value",
  field: "Field",
  fieldName: "Field's name",
  group: "Group",
  consent: "Consent",
  noGroups: "There is no group yet.",
  counting: "Counting…",
  counted: (matching: number, of: number, complete: boolean) =>
    complete
      ? `${plural(matching, "contact", "contacts")} of ${of.toLocaleString("en")}`
      : `${plural(matching, "contact", "contacts")} among the first ${of.toLocaleString("en")}`,
  notCounted: "Complete the conditions to see how many contacts they take in.",
  countFailed: "The contacts can't be counted at the moment.",
  saved: (name: string) => `“${name}” is saved.`,
  notSaved: "Not saved",
  columns: { name: "Segment", rules: "Rules", updated: "Changed" },
  editNamed: (name: string) => `Edit ${name}`,
  deleteNamed: (name: string) => `Delete ${name}`,
  deleteTitle: (name: string) => `Delete ${name}?`,
  deleteText: "The contacts in it stay as they are.",
  delete: "Delete",
  deleted: (name: string) => `“${name}” is deleted.`,
  notDeleted: "Not deleted",
  emptyTitle: "No segment yet",
  emptyText: "Write rules once, and find everybody who meets them.",
  emptyForMember: "An administrator can create one.",
  goneTitle: "There is no such segment any more",
  goneText: "Somebody has deleted it meanwhile.",
  count: (count: number) => plural(count, "segment", "segments"),
  joined: (parts: string[], match: "all" | "any") => parts.join(match === "all" ? " and " : " or "),
} as const;

export const groups = {
  title: "Groups",
  intro: "Contacts are put into groups by people, programs and imported files.",
  create: "New group",
  createTitle: "New group",
  renameTitle: (name: string) => `Rename ${name}`,
  rename: "Rename",
  name: "Name",
  saved: (name: string) => `“${name}” is saved.`,
  notSaved: "Not saved",
  columns: { name: "Group", contacts: "Contacts" },
  renameNamed: (name: string) => `Rename ${name}`,
  deleteNamed: (name: string) => `Delete ${name}`,
  deleteTitle: (name: string) => `Delete ${name}?`,
  deleteText: "The contacts in it stay in the directory.",
  delete: "Delete",
  deleted: (name: string) => `“${name}” is deleted.`,
  notDeleted: "Not deleted",
  emptyTitle: "No group yet",
  emptyText: "Make a group for those who belong together, such as customers.",
  emptyForMember: "An administrator can create one.",
  goneTitle: "There is no such group any more",
  goneText: "Somebody has deleted it meanwhile.",
  count: (count: number) => plural(count, "group", "groups"),
  contactsOf: (count: number, name: string) => `${plural(count, "contact", "contacts")} in ${name}`,
} as const;
