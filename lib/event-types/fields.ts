import { z } from "zod";
import type { JsonObject } from "@/lib/vocabulary";

/** No refinement lists more; a form can't show more, and matching stays cheap. */
export const MAX_REFINEMENT_VALUES = 100;

const CONTROL_CHARACTER = /\p{Cc}/u;

/** An id that Tidings or the synchronising platform gave: data centers, personas, stages … */
export const platformId = z
  .int("must be a whole number, 1 or more")
  .positive("must be a whole number, 1 or more");

/** Bounded because an integer beyond these is rounded by JSON and would reach the receiver changed. */
export const score = z
  .number("must be a number")
  .min(Number.MIN_SAFE_INTEGER, "is too small to be carried exactly")
  .max(Number.MAX_SAFE_INTEGER, "is too large to be carried exactly");

/**
 * Text that is compared, indexed and put into queries. Lone surrogates and control characters are refused:
 * PostgreSQL's text takes neither, and two ids that look alike must be alike.
 */
export function plainText(max: number) {
  const message = `must be text of 1 to ${max} characters, without control characters`;
  const remedy = `Use 1 to ${max} characters, without line breaks and other control characters.`;
  return z
    .string(message)
    .refine((text) => isPlainText(text, max), { message, params: { remedy } })
    .meta({ minLength: 1, maxLength: max });
}

/** Text that is only handed on, whatever stands in it. */
export const freeText = (max: number) =>
  z.string("must be text").max(max, `must be at most ${max.toLocaleString("en")} characters long`);

/** An id or code of the platform's own, handed on as it was posted. */
export const textOrWhole = z.union(
  [plainText(200), z.int()],
  "must be text of 1 to 200 characters or a whole number",
);

/** Ids in a refinement: something, nothing twice, and not without end. */
export const distinctIds = distinct(platformId, (id) => id);

export function distinct<Item extends z.ZodType>(item: Item, identity: (value: z.infer<Item>) => unknown) {
  return listUpTo(
    MAX_REFINEMENT_VALUES,
    `must name at most ${MAX_REFINEMENT_VALUES}`,
    z
      .array(item, "must be a list")
      .min(1, "must name at least one; leave it out for any")
      .refine((values) => new Set(values.map(identity)).size === values.length, {
        message: "names the same one twice",
        params: { remedy: "Name each only once." },
      }),
  ).meta({ uniqueItems: true });
}

/** The length is judged before the entries are, so that a list of a million costs nothing. */
export function listUpTo<List extends z.ZodArray>(maximum: number, message: string, list: List) {
  const judged = z.preprocess((value, context) => {
    if (Array.isArray(value) && value.length > maximum) {
      context.addIssue({ code: "too_big", origin: "array", maximum, inclusive: true, message, input: value });
    }
    return value;
  }, list.max(maximum));
  return judged as z.ZodType<z.output<List>, z.input<List>>;
}

/**
 * A list of any length inside an event's data. It gives up at the tenth faulty entry: z.array collects every
 * issue, and 256 KiB of `{}` entries kept the intake busy for 4 s.
 */
export function listOf<Item extends z.ZodType>(item: Item, empty: string) {
  const list = z
    .array(z.unknown(), "must be a list")
    .min(1, empty)
    .superRefine((values, context) => {
      let faulty = 0;
      for (const [index, value] of values.entries()) {
        const issues = item.safeParse(value).error?.issues ?? [];
        for (const issue of issues) context.addIssue({ ...issue, path: [index, ...issue.path] });
        if (issues.length > 0 && ++faulty === 10) return;
      }
    })
    .meta({ items: jsonSchemaOf(item) });
  return list as unknown as z.ZodType<z.infer<Item>[]>;
}

/** What may be written in its place; lists judged as above show their entries by it. */
export function jsonSchemaOf(schema: z.ZodType): JsonObject {
  const { $schema: _, "~standard": __, ...shown } = z.toJSONSchema(schema, { io: "input" });
  return shown as JsonObject;
}

function isPlainText(text: string, max: number): boolean {
  if (text.length === 0 || !text.isWellFormed() || CONTROL_CHARACTER.test(text)) return false;
  // A character outside the basic plane is two code units; counting is only worth it near the limit.
  return text.length <= max || (text.length <= 2 * max && [...text].length <= max);
}
