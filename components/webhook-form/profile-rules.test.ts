import { describe, expect, it } from "vitest";
import { PROFILE_DEFAULTS } from "@/lib/webhooks/profiles";
import { EMPTY_TRIGGER, emptyValues, type FormValues } from "./form-values";
import * as rules from "./profile-rules";
import { TRIGGERS } from "./trigger-options";

const { simple: SIMPLE, stream: STREAM } = PROFILE_DEFAULTS;

const values = (changes: Partial<FormValues> = {}) => ({ ...emptyValues(1), ...changes });

const trigger = (type: string, more: object = {}) => ({ ...EMPTY_TRIGGER, type, ...more });

describe("choosing a trigger (decision 2)", () => {
  it("offers every event type that some profile can send, and says where another one would be needed", () => {
    const offered = TRIGGERS.flatMap(({ items }) => items.map(({ value }) => value));
    expect(offered).toEqual(expect.arrayContaining(["contact.became_contact", "message.opened"]));
    expect(rules.profileFor("message.opened", "simple", "simple")).toBe("stream");
    expect(rules.profileFor("contact.updated", "simple", "simple")).toBeUndefined();
    expect(rules.profileFor("contact.updated", "stream", "stream")).toBe("simple");
  });

  it("keeps the profile and its changes where the style knows the type", () => {
    const delivery = { ...SIMPLE, deadlineMs: 5_000 };
    const { next, overwritten, dropped } = rules.chooseTrigger(values({ delivery }), 0, "contact.updated");
    expect(next).toMatchObject({ profile: "simple", delivery, triggers: [{ type: "contact.updated" }] });
    expect([overwritten, dropped]).toEqual([[], []]);
  });

  it("fills in the profile that can send it, and names what of the person's own that replaces", () => {
    const delivery = { ...SIMPLE, deadlineMs: 5_000, success: "200" as const };
    const { next, overwritten } = rules.chooseTrigger(values({ delivery }), 0, "message.opened");
    expect(next).toMatchObject({
      profile: "stream",
      delivery: STREAM,
      triggers: [{ type: "message.opened" }],
    });
    // The stream asks for 200 too, so nothing of that is lost.
    expect(overwritten).toEqual(["deadlineMs"]);
  });

  it("of Custom changes the body alone, and drops what can't go with it", () => {
    const delivery = { ...SIMPLE, deadlineMs: 5_000 };
    const triggers = [trigger("contact.updated"), trigger("contact.became_contact")];
    const custom = values({ profile: "custom", delivery, triggers });
    const { next, overwritten, dropped } = rules.chooseTrigger(custom, 1, "message.opened");
    expect(next).toMatchObject({
      profile: "custom",
      delivery: { ...delivery, payloadStyle: "stream", batch: STREAM.batch },
      triggers: [{ type: "message.opened" }],
    });
    expect([overwritten, dropped]).toEqual([[], ["contact.updated"]]);
  });

  it("keeps details that the new type knows, and no others", () => {
    const persona = { personas: [{ id: 7 }] };
    const passed = values({ triggers: [trigger("persona.threshold_passed", persona)] });
    const exited = rules.chooseTrigger(passed, 0, "persona.threshold_exited").next;
    expect(exited.triggers).toMatchObject([{ type: "persona.threshold_exited", ...persona }]);
    expect(rules.chooseTrigger(passed, 0, "contact.updated").next.triggers).toEqual([
      trigger("contact.updated"),
    ]);
  });
});

describe("choosing a profile", () => {
  it("keeps of several triggers those it can send, and of an opt-in one kind where that is needed", () => {
    const triggers = ["contact.opted_out", "contact.updated", "contact.opted_in"].map((type) =>
      trigger(type),
    );
    const signed = values({ profile: "signed", delivery: PROFILE_DEFAULTS.signed, triggers });
    expect(rules.takesSeveral(signed)).toBe(true);
    const { next, dropped } = rules.fillProfile(signed, "stream");
    expect(next.triggers).toEqual([trigger("contact.opted_in", { others: { optInKinds: ["double"] } })]);
    expect(dropped).toEqual(["contact.opted_out", "contact.updated"]);
  });

  it("fills in its settings and clears a trigger that it can't send", () => {
    const present = values({ triggers: [trigger("contact.updated")] });
    const { next, overwritten, dropped } = rules.fillProfile(present, "stream");
    expect(next).toEqual({ profile: "stream", delivery: STREAM, triggers: [EMPTY_TRIGGER] });
    expect([overwritten, dropped]).toEqual([[], ["contact.updated"]]);
  });

  it("leaves everything to Custom as it stands", () => {
    const delivery = { ...STREAM, ratePerSecond: 20 };
    const present = values({ profile: "stream", delivery, triggers: [trigger("message.opened")] });
    const { next, overwritten } = rules.fillProfile(present, "custom");
    expect(next).toEqual({ profile: "custom", delivery, triggers: present.triggers });
    expect(overwritten).toEqual([]);
    expect(rules.changedSettings(next)).toEqual([]);
  });

  it("puts back what differs from the profile that is chosen already", () => {
    const delivery = { ...SIMPLE, suspension: null, retry: { kind: "none" as const } };
    const { next, overwritten } = rules.fillProfile(values({ delivery }), "simple");
    expect(next.delivery).toEqual(SIMPLE);
    expect(overwritten).toEqual(["retry", "suspension"]);
  });
});

it("marks the settings that aren't the profile's, whatever the order of their keys", () => {
  const retry = { jitter: 0.2, delaysSeconds: [...GAPS], kind: "schedule" as const };
  const delivery = { ...SIMPLE, retry, ratePerSecond: 20 };
  expect(rules.changedSettings({ profile: "simple", delivery })).toEqual(["ratePerSecond"]);
});

const GAPS = SIMPLE.retry.kind === "schedule" ? SIMPLE.retry.delaysSeconds : [];
