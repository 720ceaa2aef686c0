import { z } from "zod";
import {
  chosenId,
  eventTypeSchema,
  expression,
  offsetDays,
  type Rules,
  remedied,
  rules,
  seconds,
  timeOfDay,
} from "./rules-schema";
import { reentrySchema, triggerSchema } from "./start-schema";

/**
 * What a workflow does: what starts it, and the steps that a contact goes through. A sequence may stand within a step
 * (its branches); after a branch the contact goes on behind that step, so a passage always comes to an end.
 */

export const MAX_STEPS = 200;
export const MAX_DEPTH = 10;
const MAX_VALUES = 50;

const stepIdSchema = z.string().regex(/^[\w-]{1,40}$/, {
  message: "is not a step's id",
  ...remedied("Use 1 to 40 letters, digits, - and _."),
});
const head = {
  id: stepIdSchema,
  /** What people call it; the type where it is empty. */
  name: z.string().max(200).default(""),
};
const waitForSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("duration"), seconds }),
  z.strictObject({ kind: z.literal("until"), at: z.iso.datetime({ offset: true }) }),
  /** The next such moment, in UTC. */
  z.strictObject({ kind: z.literal("time_of_day"), time: timeOfDay }),
  /** A date of the contact's; one that has none, or whose date is past, goes on at once. */
  z.strictObject({
    kind: z.literal("contact_date"),
    field: z.string().max(100),
    offsetDays,
    time: timeOfDay,
  }),
  z.strictObject({ kind: z.literal("event"), eventType: eventTypeSchema, ...rules, withinSeconds: seconds }),
]);

export type Step =
  | WebhookStep
  | WaitStep
  | ConditionStep
  | SplitStep
  | UpdateContactStep
  | GroupStep
  | MessageStep
  | EndStep;
export interface Head {
  id: string;
  name: string;
}
export type WaitFor = z.infer<typeof waitForSchema>;

/** S4.13, S4.42: a request for the contact that one of the three names. */
export interface WebhookStep extends Head {
  type: "webhook";
  webhookId: string;
  contact: { id: string; email: string; phone: string };
  wait: boolean;
  /** Requests of it that are accepted count as conversions. */
  conversion: boolean;
  onFailure: "continue" | "branch" | "stop";
  failed: Step[];
  /** Values of the answer that are saved to the contact: expressions over the answer, as `${data.WH5.promocode}`. */
  mapping: { value: string; property: string }[];
}
export interface WaitStep extends Head {
  type: "wait";
  for: WaitFor;
  /** Where an event was waited for in vain. */
  timedOut: Step[];
}
export interface ConditionStep extends Head, Rules {
  type: "condition";
  yes: Step[];
  no: Step[];
}
export interface SplitStep extends Head {
  type: "split";
  branches: { share: number; steps: Step[] }[];
}
export interface UpdateContactStep extends Head {
  type: "update_contact";
  values: { property: string; value: string }[];
}
export interface GroupStep extends Head {
  type: "group";
  action: "add" | "remove";
  groupId: number;
}
/** A mail to the contact; who must not be written to is passed over, and goes on. */
export interface MessageStep extends Head {
  type: "message";
  /** Null while none is chosen. */
  messageId: string | null;
}
export interface EndStep extends Head {
  type: "end";
}

const stepsSchema: z.ZodType<Step[]> = z.lazy(() => z.array(stepSchema).max(MAX_STEPS));

const property = z.string().max(100);

const stepSchema: z.ZodType<Step> = z.discriminatedUnion("type", [
  z.strictObject({
    ...head,
    type: z.literal("webhook"),
    webhookId: z.union([z.uuid(), z.literal("")], {
      error: "is no webhook's id",
      ...remedied("Send a webhook's id, or leave it empty while none is chosen."),
    }),
    contact: z
      .strictObject({
        id: expression.default(""),
        email: expression.default(""),
        phone: expression.default(""),
      })
      .default({ id: "${contact.id}", email: "${contact.email}", phone: "" }),
    wait: z.boolean().default(false),
    conversion: z.boolean().default(false),
    onFailure: z.enum(["continue", "branch", "stop"]).default("continue"),
    failed: stepsSchema.default([]),
    mapping: z
      .array(z.strictObject({ value: expression, property }))
      .max(MAX_VALUES)
      .default([]),
  }),
  z.strictObject({
    ...head,
    type: z.literal("wait"),
    for: waitForSchema,
    timedOut: stepsSchema.default([]),
  }),
  z.strictObject({
    ...head,
    type: z.literal("condition"),
    ...rules,
    yes: stepsSchema.default([]),
    no: stepsSchema.default([]),
  }),
  z.strictObject({
    ...head,
    type: z.literal("split"),
    branches: z
      .array(z.strictObject({ share: z.int().min(1).max(99), steps: stepsSchema.default([]) }))
      .min(2)
      .max(10)
      .refine((branches) => branches.reduce((sum, { share }) => sum + share, 0) === 100, {
        message: "do not add up to 100",
        ...remedied("Change the shares so that they add up to 100 percent."),
      }),
  }),
  z.strictObject({
    ...head,
    type: z.literal("update_contact"),
    values: z
      .array(z.strictObject({ property, value: expression }))
      .min(1)
      .max(MAX_VALUES),
  }),
  z.strictObject({
    ...head,
    type: z.literal("group"),
    action: z.enum(["add", "remove"]),
    groupId: chosenId,
  }),
  z.strictObject({ ...head, type: z.literal("message"), messageId: z.uuid().nullable().default(null) }),
  z.strictObject({ ...head, type: z.literal("end") }),
]);

export const definitionSchema = z
  .strictObject({
    /** Null while nobody has chosen one. */
    trigger: triggerSchema.nullable().default(null),
    reentry: reentrySchema.default({ kind: "once" }),
    steps: stepsSchema.default([]),
  })
  .superRefine(({ steps }, context) => {
    const seen = new Set<string>();
    for (const { step, path, depth } of walkSteps(steps)) {
      if (seen.has(step.id)) {
        context.addIssue({
          code: "custom",
          path: [...path, "id"],
          message: "is another step's id",
          ...remedied("Give each step an id of its own."),
        });
      }
      seen.add(step.id);
      if (depth > MAX_DEPTH) {
        context.addIssue({
          code: "custom",
          path,
          message: `stands deeper than ${MAX_DEPTH} branches`,
          ...remedied("Put the inner branches into a workflow of their own."),
        });
        return;
      }
      if (seen.size > MAX_STEPS) {
        context.addIssue({
          code: "custom",
          path,
          message: `is one step too many: a workflow has at most ${MAX_STEPS}`,
          ...remedied("Split the workflow in two."),
        });
        return;
      }
    }
  });

export type Definition = z.infer<typeof definitionSchema>;

/** The sequences that stand within a step, by the name of their place. */
export function branchesOf(step: Step): { name: string; path: (string | number)[]; steps: Step[] }[] {
  if (step.type === "condition") {
    return [
      { name: "yes", path: ["yes"], steps: step.yes },
      { name: "no", path: ["no"], steps: step.no },
    ];
  }
  if (step.type === "split") {
    return step.branches.map(({ steps }, index) => ({
      name: String(index),
      path: ["branches", index, "steps"],
      steps,
    }));
  }
  if (step.type === "webhook") return [{ name: "failed", path: ["failed"], steps: step.failed }];
  if (step.type === "wait") return [{ name: "timedOut", path: ["timedOut"], steps: step.timedOut }];
  return [];
}

/** Every step in the order in which people read them, with where it stands in the definition. */
export function* walkSteps(
  steps: readonly Step[],
  path: readonly (string | number)[] = ["steps"],
  depth = 1,
): Generator<{ step: Step; path: (string | number)[]; depth: number }> {
  for (const [index, step] of steps.entries()) {
    const here = [...path, index];
    yield { step, path: here, depth };
    for (const branch of branchesOf(step))
      yield* walkSteps(branch.steps, [...here, ...branch.path], depth + 1);
  }
}
