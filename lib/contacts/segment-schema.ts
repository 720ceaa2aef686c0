import { z } from "zod";
import { plainText, platformId } from "@/lib/event-types/fields";
import { STATISTICS } from "./schema";

/** Rules of a segment: conditions of which all or any hold. */

export const MAX_CONDITIONS = 20;
export const MAX_SEGMENTS = 500;

/** What a condition can say of a text, a number or a time. */
export const FIELD_OPERATORS = [
  ...(["is", "is_not", "contains", "begins_with", "is_filled", "is_empty"] as const),
  ...(["greater_than", "less_than"] as const),
] as const;
export const GROUP_OPERATORS = ["in", "not_in"] as const;
export const CONSENT_OPERATORS = [
  ...(["express", "implied", "none", "expired", "expires_within_days"] as const),
] as const;
export const STATISTIC_OPERATORS = ["at_least", "less_than"] as const;

/** Those that need no value. */
export const WITHOUT_VALUE: readonly string[] = [
  ...["is_filled", "is_empty", "express", "implied", "none", "expired"],
];

const text = z.union([plainText(200), z.number()], "must be text of 1 to 200 characters or a number");

const fieldCondition = z
  .strictObject({
    subject: z.templateLiteral(["field.", z.string().min(1).max(200)], 'must be such as "field.city"'),
    is: z.enum(FIELD_OPERATORS, "is not a known comparison"),
    value: text.optional(),
  })
  .refine(({ is, value }) => WITHOUT_VALUE.includes(is) || value !== undefined, {
    path: ["value"],
    message: "is missing",
    params: { remedy: "Send what the field is compared with." },
  });

const groupCondition = z.strictObject({
  subject: z.literal("group"),
  is: z.enum(GROUP_OPERATORS, 'can only be "in" or "not_in"'),
  value: platformId,
});

const consentCondition = z
  .strictObject({
    subject: z.literal("consent"),
    is: z.enum(CONSENT_OPERATORS, "is not a known comparison"),
    value: z.int("must be a whole number of days").min(0).max(3_650).optional(),
  })
  .refine(({ is, value }) => is !== "expires_within_days" || value !== undefined, {
    path: ["value"],
    message: "is missing",
    params: { remedy: "Send a number of days, such as 30." },
  });

const statisticCondition = z.strictObject({
  subject: z.enum(STATISTICS, 'can only be "field.…", "group", "consent" or one of the statistics'),
  is: z.enum(STATISTIC_OPERATORS, 'can only be "at_least" or "less_than"'),
  value: z.int("must be a whole number").min(0),
});

const condition = z.unknown().transform((value, context) => {
  const subject = (value as { subject?: unknown } | null)?.subject;
  const schema =
    subject === "group"
      ? groupCondition
      : subject === "consent"
        ? consentCondition
        : typeof subject === "string" && subject.startsWith("field.")
          ? fieldCondition
          : statisticCondition;
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) context.addIssue({ ...issue, input: undefined } as never);
  return z.NEVER;
});

/** Which of them was meant is told by its subject, so that a fault is named where it is. What the document shows: */
const shownCondition = {
  type: "object",
  properties: {
    subject: { type: "string", examples: ["field.city", "group", "consent", ...STATISTICS] },
    is: {
      enum: [
        ...new Set([...FIELD_OPERATORS, ...GROUP_OPERATORS, ...CONSENT_OPERATORS, ...STATISTIC_OPERATORS]),
      ],
    },
    value: { type: ["string", "number"] },
  },
  required: ["subject", "is"],
} as const;

export const rulesSchema = z.strictObject({
  match: z.enum(["all", "any"], 'can only be "all" or "any"'),
  conditions: z
    .array(condition.meta({ override: shownCondition as never }), "must be a list")
    .min(1, "must hold at least one condition")
    .max(MAX_CONDITIONS, `has more than ${MAX_CONDITIONS} entries`),
});

const name = z.string("must be text").trim().min(1, "is empty").pipe(plainText(200));

export const segmentDraftSchema = z.strictObject({ id: platformId.optional(), name, rules: rulesSchema });
export const groupDraftSchema = z.strictObject({ id: platformId.optional(), name });

const conditionView = z.strictObject({
  subject: z.string(),
  is: z.string(),
  value: z.union([z.string(), z.number()]).optional(),
});

export const segmentViewSchema = z.strictObject({
  id: z.int(),
  name: z.string(),
  rules: z.strictObject({ match: z.enum(["all", "any"]), conditions: z.array(conditionView) }),
  updatedAt: z.iso.datetime(),
});
export const groupViewSchema = z.strictObject({ id: z.int(), name: z.string(), contacts: z.int() });

/** How many a segment takes in, as far as was counted. */
export const segmentCountSchema = z.strictObject({
  matching: z.int(),
  /** How many contacts were looked at. */
  of: z.int(),
  /** All there are were looked at. */
  complete: z.boolean(),
});

export type Rules = z.infer<typeof rulesSchema>;
export type Condition = Rules["conditions"][number];
export type SegmentView = z.infer<typeof segmentViewSchema>;
export type GroupView = z.infer<typeof groupViewSchema>;
export type SegmentCount = z.infer<typeof segmentCountSchema>;
