import { expect, it } from "vitest";
import { PROFILE_DEFAULTS } from "@/lib/webhooks/profiles";
import { deliverySentence } from "./delivery-sentence";

const { simple, stream } = PROFILE_DEFAULTS;

it("tells a profile in one sentence (profiles.md 3.1)", () => {
  expect(deliverySentence(simple)).toBe("One JSON object per event · up to 8 tries in about 28 h · signed");
  expect(deliverySentence(stream)).toBe(
    "JSON lists of up to 100 events · tried every 10 s until 3 d after the event was accepted · signed · only 200 is success",
  );
});

it("decision 4: tells what a step of a workflow sends", () => {
  expect(deliverySentence(PROFILE_DEFAULTS.data_request)).toBe(
    "The request as it is written · one try · signed",
  );
  expect(deliverySentence(PROFILE_DEFAULTS.scenario)).toBe(
    "One JSON object per contact · up to 9 tries in about 12 h · signed",
  );
});

it("tells the settings, not the profile", () => {
  const batch = { max: 1, maxWaitMs: 0 };
  expect(deliverySentence({ ...stream, batch, success: "2xx", retry: { kind: "none" } })).toBe(
    "A JSON list of one event · one try · signed",
  );
  const off = { standard: "off", rsa: false } as const;
  expect(deliverySentence({ ...simple, signature: off })).toMatch(/· not signed$/);
  expect(deliverySentence({ ...simple, signature: { ...off, rsa: true } })).toMatch(/· signed$/);
});
