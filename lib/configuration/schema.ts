import { z } from "zod";

/** What apply calls for a webhook, one after the other. */
const STEPS = ["create", "update", "activate", "deactivate", "delete"] as const;
export type Step = (typeof STEPS)[number];

const json = z.json();

const changeSchema = z.strictObject({
  /** The whole in a word; a change of status that goes along with others is among `changes`. */
  action: z.enum([...STEPS, "unchanged"]),
  label: z.string(),
  /** Null before it is created. */
  id: z.uuid().nullable(),
  steps: z.array(z.enum(STEPS)),
  /** By dotted path; lists whole. Of a secret it says only that one is set or replaced. */
  changes: z.array(z.strictObject({ path: z.string(), from: json, to: json })),
  secrets: z.array(
    z.strictObject({
      path: z.string(),
      variable: z.string().nullable(),
      /** `kept`: there is no value in the environment. */
      value: z.enum(["set", "replaced", "unchanged", "kept"]),
    }),
  ),
  notes: z.array(z.string()),
  warnings: z.array(z.strictObject({ path: z.string(), message: z.string() })),
});

/** What `plan` prints. Parsed on its way out, so that no secret can leak. */
export const planViewSchema = z.strictObject({
  hasChanges: z.boolean(),
  summary: z.record(changeSchema.shape.action, z.int()),
  changes: z.array(changeSchema),
  /** Labels of webhooks that the file doesn't name and that stay. */
  unmanaged: z.array(z.string()),
});

/** What `apply` prints: the plan, and how far it came. */
export const appliedViewSchema = planViewSchema.extend({
  applied: z.boolean(),
  changes: z.array(changeSchema.extend({ done: z.array(z.enum(STEPS)) })),
  failure: z
    .strictObject({
      label: z.string(),
      step: z.enum(STEPS),
      detail: z.string(),
      errors: z.array(z.strictObject({ path: z.string(), message: z.string(), remedy: z.string() })),
    })
    .nullable(),
});

export type PlannedChange = z.infer<typeof changeSchema>;
export type PlanView = z.infer<typeof planViewSchema>;
export type AppliedView = z.infer<typeof appliedViewSchema>;
