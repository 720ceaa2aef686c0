import { z } from "zod";
import {
  ITEM_SCHEMAS,
  MAX_ITEMS,
  type MasterItem,
  type MasterItems,
  type MasterList,
  marksOf,
  tooMany,
  twice,
} from "./schema";

/** What `PUT` of a whole list takes. */
export function listSchema<List extends MasterList>(list: List) {
  const items = z
    .array(z.unknown(), "must be a list")
    .max(MAX_ITEMS[list], tooMany(MAX_ITEMS[list]))
    .transform((values, context) => judge(ITEM_SCHEMAS[list], values, context) as MasterItems[List][]);
  return z.strictObject({ [list]: items } as Record<List, typeof items>);
}

/** Gives up at the tenth faulty item: whoever sent ten thousand of them needs no more to see why. */
function judge(schema: z.ZodType<MasterItem>, values: unknown[], context: z.RefinementCtx): MasterItem[] {
  const items: MasterItem[] = [];
  const seen = new Set<string>();
  let faulty = 0;
  for (const [index, value] of values.entries()) {
    const parsed = schema.safeParse(value);
    const issues = parsed.success ? repeats(parsed.data, seen) : parsed.error.issues;
    for (const issue of issues) {
      const found = issue as z.core.$ZodRawIssue;
      context.addIssue({ ...found, path: [index, ...issue.path] });
    }
    if (parsed.success) items.push(parsed.data);
    if (issues.length > 0 && ++faulty === 10) break;
  }
  return items;
}

function repeats(item: MasterItem, seen: Set<string>) {
  return marksOf(item).flatMap(({ path, mark, what }) => {
    if (seen.has(mark)) return [twice(path, what)];
    seen.add(mark);
    return [];
  });
}
