import type { Role } from "@/lib/vocabulary";

export const ROLE_LABELS: Record<Role, string> = { administrator: "Administrator", member: "Member" };

/** What a role may do, in a line (decision 29). */
export const ROLE_HINTS: Record<Role, string> = {
  administrator: "Changes everything in the account, its users and keys included",
  member: "Reads webhooks and their runs; sees no credentials and changes nothing",
};

export const ROLE_OPTIONS = (["administrator", "member"] as const).map((value) => ({
  value: String(value),
  label: ROLE_LABELS[value],
}));
