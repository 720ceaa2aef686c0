import { hash } from "node:crypto";
import type { PostedEvent } from "@/lib/events/posted-event";
import type { Json } from "@/lib/vocabulary";

/**
 * Tells a repeat of an event from another event under the same key (docs/edge.md, Intake). The key itself is
 * not part of it; `occurredAt` counts only if it was posted, or every repeat without it would be a conflict.
 */
export function contentHash({ type, dataCenterId, occurredAt, cause, contact, data }: PostedEvent): string {
  const content: Json = { type, dataCenterId, cause, contact: contact && { ...contact }, data };
  if (occurredAt !== null) content.occurredAt = occurredAt;
  return hash("sha256", canonical(content));
}

/** JSON without blanks and with sorted keys. Recursion is safe: intake refuses what nests deeper than 64. */
function canonical(value: Json): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  const members = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key] as Json)}`);
  return `{${members.join(",")}}`;
}
