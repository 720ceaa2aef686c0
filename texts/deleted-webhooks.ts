import { plural } from "@/texts/plural";

/** The list of deleted webhooks (S4.41). */
export const deletedWebhooks = {
  title: "Deleted webhooks",
  intro: "They can only be read: credentials and signing keys are erased, and nothing brings them back.",
  columns: {
    name: "Name",
    url: "URL",
    type: "Type",
    deletedBy: "Deleted by",
    deletedAt: "Deleted at (UTC)",
  },
  sorts: { deletedAt: "Deleted at", label: "Name", profile: "Type" },
  unknown: "–",
  emptyTitle: "No webhook is deleted",
  emptyText: "Whatever is deleted stands here, with who deleted it and when. Its runs stay readable.",
  webhooks: (count: number) => plural(count, "deleted webhook", "deleted webhooks"),
  found: (what: string) => `${what} found`,
  noMatch: "No deleted webhook matches these filters.",
} as const;
