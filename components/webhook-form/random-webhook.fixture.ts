import fc from "fast-check";
import { EVENT_TYPES } from "@/lib/event-types/catalogue";
import { PAYLOAD_STYLES } from "@/lib/payloads/renderable-event";
import { EVENT_PROFILES, type WebhookView, webhookSettingsSchema } from "@/lib/webhooks/schema";
import { canSend } from "./profile-rules";

const whole = (min: number, max: number) => fc.integer({ min, max });

const text = fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9 -]{0,20}[a-zA-Z]$/);

const retry = fc.oneof(
  fc.constant({ kind: "none" as const }),
  fc.record({
    kind: fc.constant("schedule" as const),
    delaysSeconds: fc.array(fc.oneof(whole(1, 12_000), fc.constantFrom(0.5, 0.25, 1.75)), {
      ...{ minLength: 1, maxLength: 50 },
    }),
    jitter: fc.constantFrom(0, 0.2, 0.125, 0.333, 1),
  }),
  fc.record({
    kind: fc.constant("interval" as const),
    everySeconds: fc.oneof(whole(1, 604_800), fc.constant(1.5)),
    untilHours: fc.oneof(whole(1, 168), fc.constantFrom(0.25, 0.001)),
    from: fc.constantFrom("accepted" as const, "first_attempt" as const),
  }),
);

const delivery = fc
  .record({
    payloadStyle: fc.constantFrom(...PAYLOAD_STYLES),
    success: fc.constantFrom("2xx" as const, "200" as const),
    deadlineMs: whole(1_000, 30_000),
    concurrency: whole(1, 256),
    ratePerSecond: fc.option(whole(1, 1_000)),
    order: fc.constantFrom("none" as const, "webhook" as const, "contact" as const),
    retry,
    honourRetryAfter: fc.boolean(),
    suspendOnGone: fc.boolean(),
    urlPolicy: fc.constantFrom("https" as const, "https_443" as const),
    batch: fc.record({ max: whole(1, 100), maxWaitMs: whole(0, 60_000) }),
    signature: fc.record({
      standard: fc.constantFrom("v1" as const, "v1a" as const, "off" as const),
      rsa: fc.boolean(),
    }),
    suspension: fc.option(
      fc.record({
        failedInARow: whole(1, 1_000),
        hoursWithoutSuccess: whole(1, 720),
        autoResume: fc.boolean(),
      }),
    ),
  })
  .map((given) =>
    given.payloadStyle === "stream" ? given : { ...given, batch: { ...given.batch, max: 1 } },
  );

const authentication = fc.oneof(
  fc.constant({ type: "none" as const }),
  fc.record({ type: fc.constant("basic" as const), username: text, passwordSet: fc.constant(true) }),
  fc.constant({ type: "raw" as const, valueSet: true }),
  fc.constant({ type: "headers" as const, headers: [{ name: "X-Token", valueSet: true }] }),
  fc.constant({ type: "bearer" as const, tokenSet: true }),
  fc.record({
    ...{ type: fc.constant("api_key" as const), name: fc.constantFrom("X-Key", "api_key") },
    ...{ in: fc.constantFrom("header" as const, "query" as const), valueSet: fc.constant(true) },
  }),
  fc.record({ type: fc.constant("connector" as const), connectorId: fc.uuid({ version: 7 }) }),
);

/** Any webhook with settings that the schema takes, as it is read. */
export const anyWebhook: fc.Arbitrary<WebhookView> = fc
  .record({
    label: text,
    description: fc.string(),
    status: fc.constantFrom("created" as const, "active" as const, "inactive" as const, "suspended" as const),
    profile: fc.constantFrom(...EVENT_PROFILES),
    authentication,
    headers: fc.constantFrom(
      [],
      [
        { name: "X-Source", value: "tidings" },
        { name: "X-Key", valueSet: true, secret: true as const },
      ],
    ),
    delivery,
    notifyUserIds: fc.uniqueArray(fc.uuid(), { maxLength: 5 }),
  })
  .chain((webhook) =>
    fc
      .constantFrom(
        ...EVENT_TYPES.filter(({ name }) => canSend(webhook.delivery.payloadStyle, name)).flatMap(triggersOf),
      )
      .map((trigger) => ({ ...shell, ...webhook, triggers: [trigger] }) as unknown as WebhookView),
  );

const shell = { dataCenterId: 1, url: "https://example.com/hook", method: "POST", kind: "event" };

/** With nothing and with everything narrowed, as far as the type takes it. */
function triggersOf({ name, refinements }: (typeof EVENT_TYPES)[number]) {
  const narrowed = Object.entries(NARROWED).filter(([key]) => key in refinements.shape);
  const triggers = [{ type: name }, { type: name, ...Object.fromEntries(narrowed) }];
  return triggers.filter((trigger) => webhookSettingsSchema.shape.triggers.safeParse([trigger]).success);
}

const NARROWED = {
  personaIds: [1, 2],
  leadScorings: [{ id: 1, stageIds: [2] }, { id: 2 }],
  properties: ["JobTitle"],
  mailingIds: [4],
  communicationTypes: [1],
  sendingKinds: ["unitary", "campaign"],
  optInFields: ["optin_News", "Newsletter"],
  optInKinds: ["double"],
  bounceCategories: ["hard"],
};
