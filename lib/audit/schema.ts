import { z } from "zod";
import { queryNumberOr, queryText } from "@/lib/query-fields";
import { ACTOR_KINDS, type JsonObject } from "@/lib/vocabulary";

const time = z.iso
  .datetime({ offset: true, error: "is not an ISO 8601 time" })
  .transform((text) => Date.parse(text));

export const auditFilterSchema = z.strictObject({
  /** A person's or a key's id, or the kind of an actor that has none: `command_line`, `system`. */
  actorId: queryText(200).optional(),
  /** `webhook.created`. */
  action: queryText(100).optional(),
  /** `webhook`. */
  targetKind: queryText(100).optional(),
  targetId: queryText(200).optional(),
  since: time.optional(),
  /** The first moment that is not meant any more. */
  until: time.optional(),
  limit: queryNumberOr(50, 1, 1_000),
  cursor: z.uuid({ error: "is not a cursor of this list" }).toLowerCase().optional(),
});

/** How many entries an export holds at most. */
export const EXPORTED_ENTRIES = 10_000;

export type AuditFilter = z.input<typeof auditFilterSchema>;

/** What was done, for people to read. */
export const auditEntrySchema = z.strictObject({
  id: z.uuid(),
  at: z.iso.datetime(),
  actor: z.strictObject({ kind: z.enum(ACTOR_KINDS), id: z.string().nullable(), name: z.string() }),
  /** Noun and what was done to it: `webhook.created`. */
  action: z.string(),
  target: z.strictObject({
    kind: z.string(),
    id: z.string(),
    /** As it was called then, else as it is called now; null where it has no name or is gone. */
    name: z.string().nullable(),
    /** Whether a page can still show it. */
    exists: z.boolean(),
  }),
  /** What there is to say besides; what was changed stands in `changes`, by dotted path. */
  details: z.custom<JsonObject>((value) => typeof value === "object" && value !== null),
});

export type AuditEntryView = z.infer<typeof auditEntrySchema>;
