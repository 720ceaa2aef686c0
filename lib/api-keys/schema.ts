import { z } from "zod";
import { queryNumberOr } from "@/lib/query-fields";
import { SCOPES, type Scope } from "@/lib/vocabulary";

export const newApiKeySchema = z.strictObject({
  name: z
    .string()
    .trim()
    .min(1, "is empty")
    .max(200, "is longer than 200 characters")
    .refine((text) => !/\p{Cc}/u.test(text), { error: "contains control characters" }),
  scopes: z
    .array(z.enum(SCOPES))
    .min(1, "is empty")
    .transform((scopes) => SCOPES.filter((scope) => scopes.includes(scope))),
  /** The data centers it may write events for; null means all. */
  dataCenterIds: z
    .array(z.int().positive())
    .min(1, "is empty")
    .max(1_000)
    .transform((ids) => [...new Set(ids)])
    .nullable()
    .default(null),
});

/** For what else a key may do, its data centers don't matter. */
export const DATA_CENTER_SCOPES: readonly Scope[] = ["events:write", "data-centers:write"];

export type NewApiKey = z.output<typeof newApiKeySchema>;

const API_KEY_STATES = ["active", "revoked"] as const;
export type ApiKeyState = (typeof API_KEY_STATES)[number];

/** How lists of keys are narrowed, sorted and cut (docs/edge.md, GET /api-keys). */
export const apiKeyFilterSchema = z.strictObject({
  state: z.enum(API_KEY_STATES).optional(),
  sort: z.enum(["createdAt", "name", "lastUsedAt"]).default("createdAt"),
  direction: z.enum(["asc", "desc"]).default("desc"),
  limit: queryNumberOr(100, 1, 1_000),
  offset: queryNumberOr(0, 0, 1_000_000),
});

const iso = z.iso.datetime();

/** A key as lists show it; the key itself is nowhere. */
export const apiKeyViewSchema = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  /** Its first characters, by which its owner recognises it. */
  hint: z.string(),
  scopes: z.array(z.enum(SCOPES)),
  dataCenterIds: z.array(z.int()).nullable(),
  createdAt: iso,
  createdBy: z.string().nullable(),
  /** To the minute. */
  lastUsedAt: iso.nullable(),
  revokedAt: iso.nullable(),
});

export type ApiKeyView = z.infer<typeof apiKeyViewSchema>;
