import { z } from "zod";
import { authenticationSchema, authenticationViewSchema } from "@/lib/authentication/schema";
import { EVENT_TYPES, isEventType } from "@/lib/event-types/catalogue";
import { isWritten } from "@/lib/event-types/define";
import { labelSchema } from "@/lib/label-schema";
import { PAYLOAD_STYLES, WORKFLOW_STYLES } from "@/lib/payloads/renderable-event";
import { scenarioSettingsSchema } from "@/lib/payloads/scenario-schema";
import { templateSettingsSchema } from "@/lib/templates/schema";
import { WEBHOOK_STATUSES } from "@/lib/vocabulary";
import { judgeTogether } from "./schema-rules";

/**
 * A webhook as people and programs write and read it: one schema for the API, the server actions and the form
 * (docs/edge.md, A webhook). What can't be obeyed yet is refused, never accepted and ignored.
 */

const remedied = (remedy: string) => ({ params: { remedy } });

const listOf = (names: readonly string[]) =>
  names
    .map((name) => `"${name}"`)
    .join(", ")
    .replace(/, (?=[^,]*$)/, " or ");

const notEmpty = { message: "is empty" };

export const headerSchema = z.strictObject({
  name: z.string().min(1, notEmpty),
  /** Omitted for a secret header that keeps its value. */
  value: z.string().optional(),
  secret: z.boolean().default(false),
});

const whole = (min: number, max: number) =>
  z
    .int({ error: (issue) => (issue.code === "invalid_type" ? "is not a whole number" : undefined) })
    .min(min)
    .max(max);

/** At most 7 days, the longest gap or interval there is. */
const MAX_DELAY_SECONDS = 7 * 24 * 3_600;

export const retrySchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("none") }),
  z.strictObject({
    kind: z.literal("schedule"),
    delaysSeconds: z
      .array(z.number().positive().max(MAX_DELAY_SECONDS))
      .min(1, notEmpty)
      .max(50)
      .refine((delays) => delays.reduce((sum, delay) => sum + delay, 0) <= MAX_DELAY_SECONDS, {
        message: "adds up to more than 7 days",
        ...remedied("Shorten the schedule to at most 604,800 seconds in all."),
      }),
    jitter: z.number().min(0).max(1).default(0),
  }),
  z.strictObject({
    kind: z.literal("interval"),
    everySeconds: z.number().min(1).max(MAX_DELAY_SECONDS),
    untilHours: z
      .number()
      .positive()
      .max(MAX_DELAY_SECONDS / 3_600),
    from: z.enum(["accepted", "first_attempt"], {
      error: () => 'can only be "accepted" or "first_attempt"',
    }),
  }),
]);

export const suspensionSchema = z.strictObject({
  failedInARow: whole(1, 1_000),
  hoursWithoutSuccess: whole(1, 720),
  autoResume: z.boolean(),
});

export const deliverySchema = z.strictObject({
  payloadStyle: z.enum([...PAYLOAD_STYLES, ...WORKFLOW_STYLES], {
    error: () => `can only be ${listOf([...PAYLOAD_STYLES, ...WORKFLOW_STYLES])}`,
  }),
  success: z.enum(["2xx", "200"], { error: () => 'can only be "2xx" or "200"' }),
  deadlineMs: whole(1_000, 30_000),
  concurrency: whole(1, 256),
  ratePerSecond: whole(1, 1_000).nullable(),
  order: z.enum(["none", "webhook", "contact"], {
    error: () => 'can only be "none", "webhook" or "contact"',
  }),
  retry: retrySchema,
  honourRetryAfter: z.boolean(),
  suspendOnGone: z.boolean(),
  urlPolicy: z.enum(["https", "https_443", "http_allowed"], {
    error: () => 'can only be "https", "https_443" or "http_allowed"',
  }),
  /** `max` above 1 only where the style is a list (schema-rules.ts). */
  batch: z.strictObject({ max: whole(1, 100), maxWaitMs: whole(0, 60_000) }),
  signature: z.strictObject({
    standard: z.enum(["v1", "v1a", "off"], { error: () => 'can only be "v1", "v1a" or "off"' }),
    rsa: z.boolean(),
  }),
  suspension: suspensionSchema.nullable(),
});

/** What no style writes can't be a trigger; which style writes the others schema-rules.ts judges. */
const [firstTrigger, ...otherTriggers] = EVENT_TYPES.filter(isWritten).map((type) =>
  z.strictObject({ type: z.literal(type.name), ...type.refinements.shape }),
);
if (!firstTrigger) throw new Error("the catalogue is empty");

export const triggerSchema = z.discriminatedUnion("type", [firstTrigger, ...otherTriggers], {
  error: ({ code, input }) => {
    if (code !== "invalid_union") return undefined;
    const known = isEventType((input as { type?: unknown } | null)?.type);
    return known ? "can't be written in any payload style" : "is not a known event type";
  },
});

/** What event webhooks can choose. */
export const EVENT_PROFILES = ["simple", "stream", "signed", "custom"] as const;

/** What webhooks of workflows can choose. */
export const WORKFLOW_PROFILES = ["data_request", "scenario"] as const;

export const PROFILES = [...EVENT_PROFILES, ...WORKFLOW_PROFILES] as const;

/** Whose requests they are: an event's, or a workflow's step's. */
export const kindOf = (profile: unknown): "event" | "workflow" =>
  WORKFLOW_PROFILES.some((name) => name === profile) ? "workflow" : "event";

/** The whole of a webhook's settings, every default filled in. */
export const webhookSettingsSchema = z
  .strictObject({
    label: labelSchema,
    description: z.string().max(2_000),
    dataCenterId: whole(1, Number.MAX_SAFE_INTEGER),
    profile: z.enum(PROFILES, {
      error: () => `can only be ${listOf(PROFILES)}`,
    }),
    /** At least one of an event webhook; none of a workflow's, whose step decides. */
    triggers: z.array(triggerSchema).max(50),
    method: z.enum(["POST", "GET"], { error: () => 'can only be "POST" or "GET"' }),
    url: z.string().max(2_048),
    authentication: authenticationSchema,
    headers: z.array(headerSchema).max(50),
    delivery: deliverySchema,
    notifyUserIds: z.array(z.string().min(1, notEmpty).max(100)).max(50),
    /** What a data request asks with; of the style `template` alone. */
    template: templateSettingsSchema.optional(),
    /** What a scenario notification tells; of the style `scenario` alone. */
    scenario: scenarioSettingsSchema.optional(),
  })
  .superRefine(judgeTogether);

/** The top-level keys alone; the values are judged once, after defaults or present settings were merged in. */
const looseShape = {
  label: z.unknown().optional(),
  description: z.unknown().optional(),
  dataCenterId: z.unknown().optional(),
  profile: z.unknown().optional(),
  triggers: z.unknown().optional(),
  method: z.unknown().optional(),
  url: z.unknown().optional(),
  authentication: z.unknown().optional(),
  headers: z.unknown().optional(),
  delivery: z.unknown().optional(),
  notifyUserIds: z.unknown().optional(),
  template: z.unknown().optional(),
  scenario: z.unknown().optional(),
};

/** What a person or program may send to create; what is left out has a default (lib/webhooks/profiles.ts). */
export const createWebhookSchema = z.strictObject({
  kind: z.enum(["event", "workflow"], { error: () => 'can only be "event" or "workflow"' }).optional(),
  /** What profiles stream and signed start with; no other can be made so (first-status.ts). */
  status: z
    .enum(["created", "active", "inactive"], { error: () => 'can only be "active" or "inactive"' })
    .optional(),
  ...looseShape,
});

/** What may be sent to change: omitted keys stay. */
export const updateWebhookSchema = z.strictObject(looseShape);

const iso = z.iso.datetime();

/** A webhook as it is read. Parsed on the way out, so that nothing secret can leak. */
export const webhookViewSchema = z.strictObject({
  id: z.uuid(),
  kind: z.enum(["event", "workflow"]),
  label: z.string(),
  description: z.string(),
  status: z.enum(WEBHOOK_STATUSES),
  revision: z.int(),
  dataCenterId: z.int(),
  profile: z.enum(PROFILES),
  triggers: z.array(triggerSchema),
  method: z.enum(["POST", "GET"]),
  url: z.string(),
  authentication: authenticationViewSchema,
  headers: z.array(
    z.union([
      z.strictObject({ name: z.string(), value: z.string() }),
      z.strictObject({ name: z.string(), valueSet: z.boolean(), secret: z.literal(true) }),
    ]),
  ),
  delivery: deliverySchema,
  notifyUserIds: z.array(z.string()),
  template: templateSettingsSchema.optional(),
  scenario: scenarioSettingsSchema.optional(),
  health: z.strictObject({
    state: z.enum(["healthy", "warning", "suspended"]),
    reason: z.string().nullable(),
    waiting: z.int(),
    oldestWaitingAt: iso.nullable(),
  }),
  warnings: z.array(z.strictObject({ path: z.string(), message: z.string() })),
  createdAt: iso,
  updatedAt: iso,
});

export type WebhookSettings = z.infer<typeof webhookSettingsSchema>;
export type WebhookSettingsInput = z.input<typeof webhookSettingsSchema>;
export type WebhookView = z.infer<typeof webhookViewSchema>;
export type Trigger = z.infer<typeof triggerSchema>;
