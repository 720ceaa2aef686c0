import { z } from "zod";

/** What a data request asks with besides its address and headers, as people and programs write it (S4.14–S4.24). */

export const MAX_URL_CHARACTERS = 2_048;
export const MAX_PAIRS = 50;
export const MAX_VALUE_CHARACTERS = 8_192;
export const MAX_BODY_CHARACTERS = 262_144;

const notEmpty = { message: "is empty" };
const remedied = (remedy: string) => ({ params: { remedy } });

const nameSchema = z
  .string()
  .min(1, notEmpty)
  .max(200)
  .refine((name) => !/\p{Cc}/u.test(name) && name.isWellFormed(), {
    message: "contains control characters",
    ...remedied("Remove line breaks, tabs and other control characters."),
  });

/** The value may hold expressions, the name is what it is. */
export const parameterSchema = z.strictObject({
  name: nameSchema,
  value: z.string().max(MAX_VALUE_CHARACTERS),
});

export const templateSettingsSchema = z.strictObject({
  parameters: z.strictObject({
    /** S4.18: *Pass parameters in headers*. */
    in: z.enum(["query", "headers"], { error: () => 'can only be "query" or "headers"' }),
    pairs: z.array(parameterSchema).max(MAX_PAIRS),
  }),
  body: z.discriminatedUnion(
    "format",
    [
      z.strictObject({ format: z.literal("none") }),
      z.strictObject({
        format: z.literal(["json", "xml", "text"]),
        template: z.string().min(1, notEmpty).max(MAX_BODY_CHARACTERS),
      }),
    ],
    { error: () => 'can only be "none", "json", "xml" or "text"' },
  ),
});

export type TemplateSettings = z.infer<typeof templateSettingsSchema>;
export type BodyFormat = TemplateSettings["body"]["format"];

/** Nothing but the URL and the headers. */
export const DEFAULT_TEMPLATE: TemplateSettings = {
  parameters: { in: "query", pairs: [] },
  body: { format: "none" },
};
