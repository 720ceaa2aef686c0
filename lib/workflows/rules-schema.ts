import { z } from "zod";

/** What starts, waits and conditions of workflows are made of. */

export const MAX_EXPRESSION = 500;
const MAX_RULES = 20;
const YEAR_S = 366 * 86_400;

export const remedied = (remedy: string) => ({ params: { remedy } });

/** May hold expressions over contact, event and answers (decision 18). */
export const expression = z.string().max(MAX_EXPRESSION);

/** Empty, or 0, is not chosen yet: a draft can be saved so, and is refused when it is to be activated. */
export const eventTypeSchema = z.string().max(100);
export const chosenId = z.int().min(0);

export const OPERATORS = [
  ...["is", "is_not", "contains", "starts_with", "greater", "less", "is_set", "is_not_set"],
] as const;

const ruleSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("value"),
    value: expression,
    operator: z.enum(OPERATORS),
    compareTo: expression.default(""),
  }),
  z.strictObject({
    kind: z.literal("segment"),
    segmentId: chosenId,
    is: z.boolean().default(true),
  }),
  z.strictObject({ kind: z.literal("group"), groupId: chosenId, is: z.boolean().default(true) }),
]);

export const rules = {
  match: z.enum(["all", "any"]).default("all"),
  rules: z.array(ruleSchema).max(MAX_RULES).default([]),
};

export const seconds = z.int().min(1).max(YEAR_S);
export const offsetDays = z.int().min(-366).max(366).default(0);
export const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, {
  message: "is not a time of day",
  ...remedied("Write it as 09:00; it is in UTC."),
});

export type Rule = z.infer<typeof ruleSchema>;
export type Rules = { match: "all" | "any"; rules: Rule[] };
