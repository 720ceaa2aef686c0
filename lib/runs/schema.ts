import { z } from "zod";
import { DELIVERY_STATES, RUN_REASONS, VERDICTS } from "@/lib/vocabulary";

const iso = z.iso.datetime();
const nameAndValue = z.strictObject({ name: z.string(), value: z.string() });

/** A run in a list (docs/edge.md, GET /webhooks/{id}/runs). */
export const runRowSchema = z.strictObject({
  id: z.uuid(),
  startedAt: iso,
  durationMs: z.int(),
  verdict: z.enum(VERDICTS),
  reason: z.enum(RUN_REASONS).nullable(),
  statusCode: z.int().nullable(),
  attempt: z.int(),
  deliveries: z.int(),
  test: z.boolean(),
  responseTruncated: z.boolean(),
  /** Handed to the request inbox: nothing left Tidings. Named only where it is so. */
  inbox: z.literal(true).optional(),
});

/** UTF-8 text as `body`, anything else as `bodyBase64`. */
const body = { body: z.string().optional(), bodyBase64: z.string().optional() };

/** One run with what was sent and answered, secrets masked. */
export const runViewSchema = runRowSchema.extend({
  webhookId: z.uuid(),
  deliveryIds: z.array(z.uuid()),
  request: z
    .strictObject({
      ...{ method: z.string(), url: z.string(), headers: z.array(nameAndValue) },
      ...body,
      /** Null where the event that it followed from is no longer kept; `bodyMissing` says so in words. */
      body: z.string().nullable().optional(),
      bodyMissing: z.string().optional(),
    })
    .nullable(),
  response: z.strictObject({ statusCode: z.int(), headers: z.array(nameAndValue), ...body }).nullable(),
});

/** What the console's runs window shows: the runs of one delivery together, newest delivery first. */
export const runGroupSchema = z.strictObject({
  /** Null for a test, and for a batch of several. */
  deliveryId: z.uuid().nullable(),
  batchId: z.uuid().nullable(),
  eventId: z.uuid().nullable(),
  /** Null for a test, and where the event is no longer kept. */
  eventType: z.string().nullable(),
  state: z.enum(DELIVERY_STATES).nullable(),
  attempts: z.int(),
  nextAttemptAt: iso.nullable(),
  runs: z.array(runRowSchema),
});

/** A run as the inspector shows it. */
export const inspectedRunSchema = z.strictObject({
  run: runViewSchema,
  /** The technical words of the failure ("certificate has expired"), null where there is none. */
  detail: z.string().nullable(),
  event: z
    .strictObject({
      id: z.uuid(),
      key: z.string().nullable(),
      type: z.string(),
      cause: z.string(),
      occurredAt: iso,
      acceptedAt: iso,
      contact: z.unknown(),
      data: z.unknown(),
    })
    .nullable(),
  delivery: z
    .strictObject({
      id: z.uuid(),
      state: z.enum(DELIVERY_STATES),
      reason: z.enum(RUN_REASONS).nullable(),
      attempts: z.int(),
      nextAttemptAt: iso.nullable(),
      finishedAt: iso.nullable(),
    })
    .nullable(),
  /** What a request for several was about; its deliveries may part later, when one of them grows too old. */
  batch: z
    .strictObject({
      state: z.enum(DELIVERY_STATES),
      nextAttemptAt: iso.nullable(),
      members: z.array(
        z.strictObject({
          deliveryId: z.uuid(),
          state: z.enum(DELIVERY_STATES),
          eventId: z.uuid(),
          type: z.string(),
          contactId: z.string().nullable(),
          contactEmail: z.string().nullable(),
        }),
      ),
    })
    .nullable(),
  /** Every run of the same delivery or batch, oldest first: the attempt timeline. */
  attempts: z.array(runRowSchema),
  /** Runs between the first and the last ones that are only counted, by status code or reason, the most first. */
  counted: z.array(z.strictObject({ outcome: z.string(), runs: z.int() })),
  webhook: z.strictObject({ id: z.uuid(), label: z.string(), status: z.string() }),
});

export type RunRow = z.infer<typeof runRowSchema>;
export type RunView = z.infer<typeof runViewSchema>;
export type RunGroup = z.infer<typeof runGroupSchema>;
export type InspectedRun = z.infer<typeof inspectedRunSchema>;
