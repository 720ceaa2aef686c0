import { plural } from "./plural";

/** The page *Messages » Blocked addresses*. */
export const blockedAddresses = {
  title: "Blocked addresses",
  intro:
    "Workflows send nothing to these, not even what is transactional. Quarantines and blocklist entries of your platform arrive as events; you can block addresses here too.",
  block: "Block an address",
  columns: { pattern: "Address", because: "Blocked by", reason: "Reason", since: "Since" },
  because: { quarantined: "Quarantine", blocklisted: "Blocklist" },
  noReason: "–",
  search: "Address",
  searchPlaceholder: "Beginning of an address",
  noMatch: "No blocked address begins like this.",
  onThisPage: (count: number) => `${plural(count, "address", "addresses")} on this page`,
  first: "First",
  next: "Next",
  emptyTitle: "No address is blocked",
  emptyText: "Whoever has not opted out can be written to.",
  emptyForMember: "An administrator of the account can block addresses.",
  pattern: "Address",
  patternHint: "One address, or a part with * for the rest, such as *@spam.example.",
  reason: "Reason",
  reasonHint: "For you and your colleagues.",
  confirm: "Block",
  notBlocked: "The address was not blocked",
  blocked: (pattern: string) => `Nothing is sent to ${pattern} any more.`,
  unblock: "Unblock",
  unblockNamed: (pattern: string) => `Unblock ${pattern}`,
  unblockTitle: (pattern: string) => `Unblock ${pattern}?`,
  unblockText: "Workflows send messages there again, to those who have not opted out.",
  unblocked: (pattern: string) => `${pattern} is not blocked any more.`,
} as const;
