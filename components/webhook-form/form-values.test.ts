import { describe, expect, it } from "vitest";
import { PROFILE_DEFAULTS } from "@/lib/webhooks/profiles";
import type { WebhookView } from "@/lib/webhooks/schema";
import { formResolver } from "./form-resolver";
import { EMPTY_TRIGGER, settingsOf, triggerOf, valuesOf } from "./form-values";
import { triggerOptions, withType } from "./trigger-options";

const stream = {
  ...{ label: "Opens", description: "", status: "created", profile: "stream", dataCenterId: 1 },
  url: "https://example.com/",
  triggers: [{ type: "message.opened", mailingIds: [4], sendingKinds: ["campaign"] }],
  authentication: { type: "none" },
  headers: [],
  delivery: PROFILE_DEFAULTS.stream,
  notifyUserIds: ["user-1"],
} as unknown as WebhookView;

const resolve = (changes: object) => {
  const values = { ...valuesOf(stream), ...changes };
  return formResolver(stream)(values, undefined, { fields: {}, shouldUseNativeValidation: false });
};

describe("the form of an event stream", () => {
  it("opens and saves without losing what it can't show", async () => {
    const saved = settingsOf(valuesOf(stream));
    expect(saved.triggers).toEqual(stream.triggers);
    expect(saved.delivery).toEqual(PROFILE_DEFAULTS.stream);
    expect(valuesOf(stream).status).toBe("inactive");
    expect(await resolve({ label: "Renamed" })).toMatchObject({ errors: {} });
  });

  it("offers only what its style can write, and refuses anything else (decision 2)", async () => {
    const offered = (style: "simple" | "stream") =>
      triggerOptions(style).flatMap(({ items }) => items.map(({ value }) => value));
    expect(offered("stream")).toHaveLength(10);
    expect(offered("stream")).toContain("message.opened");
    expect(offered("stream")).not.toContain("message.production_error");
    expect(offered("simple")).toHaveLength(6);
    expect(offered("simple")).not.toContain("message.opened");
    const [trigger] = valuesOf(stream).triggers;
    const refused = await resolve({ triggers: [{ ...trigger, type: "contact.updated" }] });
    expect(refused.errors).toMatchObject({ triggers: [{ type: { message: /stream style/ } }] });
  });

  it("keeps the details that the next trigger has too, and names one kind of opt-in (S2.17)", () => {
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
});
