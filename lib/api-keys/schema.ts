import { z } from "zod";
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
    .nullable(),
});

/** For what else a key may do, its data centers don't matter. */
export const DATA_CENTER_SCOPES: readonly Scope[] = ["events:write", "data-centers:write"];

export type NewApiKey = z.input<typeof newApiKeySchema>;

/** A key as lists show it; the key itself is nowhere. */
export interface ApiKeyView {
  id: string;
  name: string;
  /** Its first characters, by which its owner recognises it. */
  hint: string;
  scopes: Scope[];
  dataCenterIds: number[] | null;
  createdAt: string;
  createdBy: string | null;
  /** To the minute. */
  lastUsedAt: string | null;
  revokedAt: string | null;
}
