import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { labelKey, labelSchema } from "@/lib/label-schema";
import { activateWebhook } from "@/lib/webhooks/activate";
import { createWebhook } from "@/lib/webhooks/create";
import { deactivateWebhook } from "@/lib/webhooks/deactivate";
import { startsCreated } from "@/lib/webhooks/first-status";
import { listWebhooks } from "@/lib/webhooks/list";
import { EVENT_PROFILES, type WebhookView } from "@/lib/webhooks/schema";
import { applyConfiguration } from "./apply";
import { type Configuration, fileOf, openConfiguration, PUBLIC_URL } from "./configuration.fixture";
import { planConfiguration } from "./plan";

let here: Configuration;
let there: Configuration;
beforeAll(async () => {
  here = await openConfiguration();
  there = await openConfiguration();
});
afterAll(async () => {
  await here.world.close();
  await there.world.close();
});

/** Text that a YAML file may read as something else. */
const awkward = fc.constantFrom(
  ...[
    "yes",
    "null",
    "~",
    "1e3",
    "0x1f",
    "2020-01-01",
    "- x",
    "a: b",
    "a #b",
    "{a",
    "[a",
    "&a",
    "*a",
    "!a",
    "%a",
  ],
  ...["@a", "`a", "'a'", '"a"', "a\\nb", ":", "?", "|", ">", "<<", "=", ".inf", "café", "Ünï 🦊", "\u2028"],
);
const text = fc.oneof(awkward, fc.string({ unit: "grapheme", maxLength: 30 }), fc.string({ maxLength: 30 }));
const label = text.filter((given) => labelSchema.safeParse(given).data === given);
const description = fc.oneof(
  text,
  fc.array(text, { maxLength: 4 }).map((lines) => lines.join("\n")),
  fc.constantFrom(" x ", "a\n", "\n\na", "a\r\nb", "\ta", "a\u0000b", "\u001b[31m", "\ud800", "\ufeff"),
);
const latin1 = fc.string({
  unit: fc
    .oneof(fc.integer({ min: 0x20, max: 0x7e }), fc.integer({ min: 0xa0, max: 0xff }))
    .map((code) => String.fromCharCode(code)),
  minLength: 1,
  maxLength: 20,
});

const authentication = fc.oneof(
  fc.constant({ type: "none" }),
  fc.record({
    type: fc.constant("basic"),
    username: latin1.filter((name) => !name.includes(":")),
    password: latin1,
  }),
  fc.record({ type: fc.constant("raw"), value: latin1 }),
  fc.record({
    type: fc.constant("headers"),
    headers: fc.uniqueArray(fc.record({ name: fc.constantFrom("X-A", "X-B", "X-C"), value: latin1 }), {
      ...{ selector: ({ name }) => name, minLength: 1, maxLength: 3 },
    }),
  }),
);
const headers = fc.uniqueArray(
  fc.record({ name: fc.constantFrom("X-D", "X-E", "x-f", "X_G"), value: latin1, secret: fc.boolean() }),
  { selector: ({ name }) => name, maxLength: 4 },
);

const seconds = fc.integer({ min: 1, max: 10_000 });
const retry = fc.oneof(
  fc.constant({ kind: "none" }),
  fc.record({
    kind: fc.constant("schedule"),
    delaysSeconds: fc.array(seconds, { minLength: 1, maxLength: 9 }),
    jitter: fc.constantFrom(0, 0.1, 1),
  }),
  fc.record({
    kind: fc.constant("interval"),
    everySeconds: seconds,
    untilHours: fc.constantFrom(0.5, 72),
    from: fc.constantFrom("accepted", "first_attempt"),
  }),
);
const suspension = fc.option(
  fc.record({
    failedInARow: fc.integer({ min: 1, max: 1_000 }),
    hoursWithoutSuccess: fc.integer({ min: 1, max: 720 }),
    autoResume: fc.boolean(),
  }),
);
const delivery = fc.record(
  {
    success: fc.constantFrom("2xx", "200"),
    deadlineMs: fc.integer({ min: 1_000, max: 30_000 }),
    concurrency: fc.integer({ min: 1, max: 256 }),
    ratePerSecond: fc.option(fc.integer({ min: 1, max: 1_000 })),
    order: fc.constantFrom("none", "webhook", "contact"),
    ...{ retry, suspension, honourRetryAfter: fc.boolean(), suspendOnGone: fc.boolean() },
    signature: fc.record(
      { standard: fc.constantFrom("v1", "off"), rsa: fc.constant(false) },
      { requiredKeys: [] },
    ),
    batch: fc.record(
      { max: fc.constant(1), maxWaitMs: fc.integer({ min: 0, max: 60_000 }) },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: [] },
);

const SIMPLE = [
  { type: "persona.threshold_passed", personaIds: [1, 2] },
  { type: "lead_scoring.threshold_exited", leadScorings: [{ id: 1, stageIds: [1] }, { id: 2 }] },
  { type: "contact.updated", properties: ["yes", "Job title"] },
];
/** Triggers by profile, each narrowed in a way of its own. */
const REFINED: Record<(typeof EVENT_PROFILES)[number], object[]> = {
  ...{ simple: SIMPLE, custom: SIMPLE },
  stream: [
    { type: "contact.opted_in", optInKinds: ["single"], optInFields: ["optin_News"] },
    { type: "message.bounced", bounceCategories: ["hard"], mailingIds: [1] },
    { type: "message.filtered_by_blocklist" },
  ],
  signed: [
    { type: "contact.created" },
    { type: "contact.opted_in", optInKinds: ["confirmed", "double"] },
    { type: "message.production_error", sendingKinds: ["unitary"], communicationTypes: [1, 2] },
  ],
};
const webhook = fc
  .record({
    ...{ label, description, authentication, headers, delivery },
    profile: fc.constantFrom(...EVENT_PROFILES),
    kinds: fc.shuffledSubarray([0, 1, 2], { minLength: 1 }),
    status: fc.constantFrom("active", "inactive", "deactivated"),
    notifies: fc.boolean(),
  })
  .map(({ profile, kinds, ...rest }) => {
    const most = profile === "simple" || profile === "stream" ? 1 : 3;
    return { ...rest, profile, triggers: kinds.slice(0, most).map((kind) => REFINED[profile][kind]) };
  });
const webhooks = fc.uniqueArray(webhook, { selector: (each) => labelKey(each.label), maxLength: 5 });

/** What is equal wherever the webhook is. */
const portable = ({ id: _, revision, createdAt, updatedAt, notifyUserIds, ...rest }: WebhookView) => ({
  ...rest,
  notifies: notifyUserIds.length,
});
async function read({ caller, secrets }: Configuration) {
  const found = (await listWebhooks(caller, { sort: "label", limit: "1000" })).webhooks;
  return Promise.all(found.map(async (each) => ({ ...portable(each), secrets: await secrets(each.id) })));
}

/** Every variable that an export proposes, with what is stored in its place. */
async function environmentOf({ caller, exported, secrets }: Configuration) {
  const file = JSON.parse(await exported("json"));
  const { webhooks: found } = await listWebhooks(caller, { limit: "1000" });
  const environment: Record<string, string> = {};
  for (const each of file.webhooks) {
    const stored = await secrets(found.find(({ label }) => label === each.label)?.id ?? "");
    for (const [place, value] of Object.entries(stored)) {
      // biome-ignore lint/suspicious/noExplicitAny: follows a path into JSON
      const reference = place.split(".").reduce((inside: any, key) => inside[key], each);
      environment[reference.fromEnvironment] = value ?? "";
    }
  }
  return environment;
}

/** Takes every webhook away, so that the next ones come to a fresh account. */
const empty = ({ caller }: Configuration) =>
  applyConfiguration(caller, fileOf([]), { environment: {}, prune: true });

describe("decision 12: any webhooks, exported and applied to an installation without any", () => {
  it("are equal there, are exported alike, and stay as they are when the file is applied again", async () => {
    const [ada] = await here.world.tidings.database.rows<{ id: string }>(
      "SELECT user_id AS id FROM memberships",
      [],
    );
    await fc.assert(
      fc.asyncProperty(webhooks, fc.constantFrom("yaml" as const, "json" as const), async (given, format) => {
        await empty(here);
        await empty(there);
        for (const { status, notifies, ...settings } of given) {
          const created = startsCreated(settings.profile);
          const { id } = await createWebhook(here.caller, {
            ...{ ...settings, dataCenterId: 1, url: PUBLIC_URL, notifyUserIds: notifies ? [ada?.id] : [] },
            ...(!created && { status: status === "inactive" ? status : "active" }),
          });
          if (created && status !== "inactive") await activateWebhook(here.caller, id);
          if (status === "deactivated") await deactivateWebhook(here.caller, id);
        }
        const environment = await environmentOf(here);
        const exported = await here.exported(format);
        const bytes = Buffer.from(exported);
        for (const value of Object.values(environment)) {
          if (value.length > 12) expect(exported).not.toContain(value);
        }

        const options = { environment, prune: true };
        expect(await planConfiguration(here.caller, bytes, options)).toMatchObject({ hasChanges: false });
        const applied = await applyConfiguration(there.caller, bytes, options);
        expect(applied).toMatchObject({ applied: true, summary: { create: given.length, unchanged: 0 } });
        // A stream or signed webhook that stands still is not activated yet where it is new.
        const asNew = (text: string) => text.replaceAll(/(status"?: "?)created/g, "$1inactive");
        expect(asNew(await there.exported(format))).toBe(asNew(exported));
        const [one, other] = [await read(here), await read(there)].map((found) =>
          found.map((each) => ({ ...each, status: each.status === "created" ? "inactive" : each.status })),
        );
        expect(other).toEqual(one);

        const before = await there.written();
        for (const also of [environment, {}]) {
          const again = { environment: also, prune: true };
          expect(await planConfiguration(there.caller, bytes, again)).toMatchObject({ hasChanges: false });
          expect(await applyConfiguration(there.caller, bytes, again)).toMatchObject({ hasChanges: false });
        }
        expect(await there.written()).toBe(before);
      }),
      { numRuns: 25 },
    );
  }, 120_000);
});
