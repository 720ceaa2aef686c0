import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PROFILE_DEFAULTS } from "@/lib/webhooks/profiles";
import { type WebhookView, webhookSettingsSchema } from "@/lib/webhooks/schema";
import { formPath, formResolver } from "./form-resolver";
import { EMPTY_TRIGGER, type FormValues, settingsOf, triggerOf, valuesOf } from "./form-values";
import { anyWebhook } from "./random-webhook.fixture";
import { withoutDetails, withType } from "./trigger-type";

const stream = {
  ...{ label: "Opens", description: "", status: "created", profile: "stream", dataCenterId: 1 },
  url: "https://example.com/",
  triggers: [{ type: "message.opened", mailingIds: [4], sendingKinds: ["campaign"] }],
  authentication: { type: "none" },
  headers: [],
  delivery: PROFILE_DEFAULTS.stream,
  notifyUserIds: ["user-1"],
} as unknown as WebhookView;

const resolve = async (values: FormValues) =>
  formResolver(values, undefined, { fields: {}, shouldUseNativeValidation: false });

/** What is read, in the form in which it is written: secrets that are set are left out. */
const written = ({ authentication, headers, ...webhook }: WebhookView) => {
  return {
    ...{ label: webhook.label, description: webhook.description, dataCenterId: webhook.dataCenterId },
    ...{ url: webhook.url, triggers: webhook.triggers, profile: webhook.profile },
    ...{ delivery: webhook.delivery, notifyUserIds: webhook.notifyUserIds },
    headers: headers.map((header) =>
      "value" in header ? { ...header, secret: false } : { name: header.name, secret: true },
    ),
    authentication: JSON.parse(
      JSON.stringify(authentication, (key, value) => (/Set$/.test(key) ? undefined : value)),
    ),
  };
};

describe("the form", () => {
  it("takes whatever settings the API allows, and gives back the very same", async () => {
    await fc.assert(
      fc.asyncProperty(anyWebhook, async (webhook) => {
        const values = valuesOf(webhook);
        expect(settingsOf(values)).toEqual(written(webhook));
        const { errors } = await resolve(values);
        const valid = webhookSettingsSchema.safeParse({ ...settingsOf(values), method: "POST" }).success;
        expect(Object.keys(errors).length === 0).toBe(valid);
      }),
    );
  });

  it("changes what somebody changes, and nothing beside it", () => {
    fc.assert(
      fc.property(anyWebhook, anyWebhook, fc.constantFrom(...CHANGES), (webhook, other, key) => {
        const values = { ...valuesOf(webhook), [key]: valuesOf(other)[key] };
        expect(settingsOf(values)).toEqual({ ...written(webhook), [key]: written(other)[key] });
      }),
    );
  });

  it("changes one setting of the delivery, and none of the others", () => {
    const names = Object.keys(PROFILE_DEFAULTS.simple) as (keyof FormValues["delivery"])[];
    fc.assert(
      fc.property(anyWebhook, anyWebhook, fc.constantFrom(...names), (webhook, other, name) => {
        const values = valuesOf(webhook);
        const delivery = { ...values.delivery, [name]: other.delivery[name] };
        expect(settingsOf({ ...values, delivery })).toEqual({ ...written(webhook), delivery });
      }),
    );
  });

  it("takes over the status as its toggle can show it", () => {
    expect(valuesOf(stream).status).toBe("inactive");
  });
});

const CHANGES = ["label", "description", "profile", "delivery", "notifyUserIds"] as const;

describe("a trigger's details", () => {
  it("stay as far as the next type has them; one kind of opt-in is named in a stream (S2.17)", () => {
    const [trigger = EMPTY_TRIGGER] = valuesOf(stream).triggers;
    const narrowed = { ...trigger, others: { sendingKinds: ["campaign"], bounceCategories: ["hard"] } };
    const clicked = withType(narrowed, "message.clicked", "stream");
    expect(triggerOf(clicked)).toEqual({ type: "message.clicked", sendingKinds: ["campaign"] });
    const optIn = withType(clicked, "contact.opted_in", "stream");
    expect(triggerOf(optIn)).toEqual({ type: "contact.opted_in", optInKinds: ["double"] });
    expect(triggerOf(withType(optIn, "contact.blocklisted", "stream"))).toEqual({
      type: "contact.blocklisted",
    });
    expect(triggerOf(withType(clicked, "contact.opted_in", "signed"))).toEqual({ type: "contact.opted_in" });
  });

  it("profiles 16: go with the data center where they belong to it; what was sent, and how, stays", () => {
    const [trigger = EMPTY_TRIGGER] = valuesOf(stream).triggers;
    const others = { mailingIds: [4], communicationTypes: [1], sendingKinds: ["campaign"] };
    const narrowed = { ...trigger, others, personas: [{ id: 1 }], leadScorings: [{ id: 1, stageIds: [] }] };
    expect(withoutDetails(narrowed)).toEqual({
      ...{ ...EMPTY_TRIGGER, type: "message.opened" },
      others: { sendingKinds: ["campaign"] },
    });
    const optIn = { ...trigger, others: { optInFields: ["optin_News"], optInKinds: ["double"] } };
    expect(withoutDetails(optIn).others).toEqual({ optInKinds: ["double"] });
  });

  it("begin with what the catalogue proposes for the style (S3.11)", () => {
    const bounced = (style: "stream" | "signed") =>
      triggerOf(withType(EMPTY_TRIGGER, "message.bounced", style));
    expect(bounced("signed")).toEqual({ type: "message.bounced", sendingKinds: ["unitary"] });
    expect(bounced("stream")).toEqual({ type: "message.bounced" });
  });
});

describe("a fault of the form", () => {
  const faultsOf = async (changes: Partial<FormValues>) =>
    (await resolve({ ...valuesOf(stream), ...changes })).errors;

  it("stands at its field: a number that is missing, too small or no whole one", async () => {
    const delivery = {
      ...PROFILE_DEFAULTS.stream,
      deadlineMs: Number.NaN,
      concurrency: 0,
      ratePerSecond: 1.5,
    };
    expect(await faultsOf({ delivery })).toMatchObject({
      delivery: {
        deadlineMs: { message: "is missing" },
        concurrency: { message: "must be at least 1" },
        ratePerSecond: { message: "must be a whole number" },
      },
    });
  });

  it("S2.20: is another port than 443 where only that is allowed", async () => {
    const url = "https://example.com:8443/";
    expect(await faultsOf({ url })).toMatchObject({ url: { message: expect.stringMatching(/“:8443”/) } });
    const delivery = { ...PROFILE_DEFAULTS.stream, urlPolicy: "https" as const };
    expect(await faultsOf({ url, delivery })).toEqual({});
    expect(await faultsOf({ url: "https://example.com:443/" })).toEqual({});
  });

  it("leads to the field that shows it, from the path that the server names", () => {
    expect(
      [
        ...[
          "triggers.0.personaIds.2",
          "triggers.0.personaIds",
          "triggers.1.mailingIds.0",
          "triggers.1.sendingKinds",
        ],
        ...["triggers.0.type", "triggers.0.leadScorings.1.stageIds.2", "triggers.0.properties.3"],
        ...["notifyUserIds.4", "delivery.retry.delaysSeconds.1"],
      ].map(formPath),
    ).toEqual([
      ...["triggers.0.personas.2.id", "triggers.0.personas", "triggers.1.others.mailingIds"],
      ...["triggers.1.others.sendingKinds", "triggers.0.type", "triggers.0.leadScorings.1.stageIds"],
      ...["triggers.0.properties", "notifyUserIds", "delivery.retry.delaysSeconds.1"],
    ]);
  });

  it("decision 2: is a trigger that the body can't carry", async () => {
    const [trigger] = valuesOf(stream).triggers as [FormValues["triggers"][number]];
    expect(await faultsOf({ triggers: [{ ...trigger, type: "contact.updated" }] })).toMatchObject({
      triggers: [{ type: { message: /stream style/ } }],
    });
  });
});
