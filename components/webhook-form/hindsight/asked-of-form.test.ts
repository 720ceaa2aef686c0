import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { webhookSettingsSchema } from "@/lib/webhooks/schema";
import { emptyValues, type FormValues, settingsOf, valuesOf } from "../form-values";
import { anyWebhook } from "../random-webhook.fixture";
import { withType } from "../trigger-type";
import { lookBackInput, recalledRequestInput } from "./asked-of-form";

const chosen = (changes: Partial<FormValues> = {}): FormValues => {
  const values = emptyValues(1);
  const [trigger] = values.triggers;
  if (!trigger) throw new Error("The form begins with a trigger.");
  return { ...values, triggers: [withType(trigger, "persona.threshold_passed", "simple")], ...changes };
};
const asked = (values: FormValues) => {
  const input = lookBackInput(values);
  if (typeof input === "string") throw new Error(input);
  return input;
};

describe("what is asked of a form that is still being filled in", () => {
  it("is nothing before there are a data center and a trigger, whatever else stands there", () => {
    expect(lookBackInput(emptyValues(1))).toBe("notYet");
    expect(lookBackInput(chosen({ dataCenterId: null }))).toBe("notYet");
    expect(lookBackInput(chosen({ label: "", url: "" }))).toHaveProperty("settings");
  });

  it("leaves out rows that name nothing yet, and waits for a choice that has to be made", () => {
    const [trigger] = chosen().triggers as [FormValues["triggers"][number]];
    const { settings } = asked(chosen({ triggers: [{ ...trigger, personas: [{ id: 2 }, { id: null }] }] }));
    expect(settings.triggers).toEqual([{ type: "persona.threshold_passed", personaIds: [2] }]);
    const choosing = { ...trigger, type: "message.opened", others: { communicationTypes: [] } };
    const values = chosen({ profile: "stream", triggers: [choosing] });
    values.delivery = { ...values.delivery, payloadStyle: "stream" };
    expect(lookBackInput(values)).toBe("incomplete");
  });

  it("has the triggers of whatever webhook is edited, and says the same whatever else of it changes", () => {
    fc.assert(
      fc.property(anyWebhook, (webhook) => {
        const values = valuesOf(webhook);
        const whole = { ...settingsOf(values), method: "POST" };
        fc.pre(webhookSettingsSchema.safeParse(whole).success);
        const { settings } = asked(values);
        expect(settings.triggers).toEqual(webhook.triggers);
        const delivery = {
          ...values.delivery,
          deadlineMs: Number.NaN,
          batch: { max: Number.NaN, maxWaitMs: 0 },
        };
        expect(asked({ ...values, label: "", url: "x", headers: [], delivery })).toEqual({ settings });
      }),
    );
  });

  it("takes no secret along for a request, typed or stored", () => {
    const secrets = {
      password: "secret 1",
      value: "secret 2",
      headers: [{ name: "X-Key", value: "secret 3" }],
    };
    for (const type of ["none", "basic", "raw", "headers"] as const) {
      const values = chosen({
        ...{ profile: "custom", url: " https://example.com/hook " },
        authentication: { ...emptyValues(1).authentication, type, username: "ada", ...secrets },
        headers: [
          { name: "X-Team", value: "blue", secret: false },
          { name: "X-Token", value: "secret 4", secret: true },
          { name: "", value: "", secret: false },
        ],
      });
      const input = recalledRequestInput(asked(values), values, "id");
      expect(JSON.stringify(input)).not.toContain("secret ");
      expect(input.settings).toMatchObject({
        ...{ url: "https://example.com/hook", authentication: { type } },
        headers: [
          { name: "X-Team", value: "blue", secret: false },
          { name: "X-Token", secret: true },
        ],
      });
    }
  });
});
