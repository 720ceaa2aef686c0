import { describe, expect, it } from "vitest";
import { PROFILE_DEFAULTS } from "@/lib/webhooks/profiles";
import type { WebhookView } from "@/lib/webhooks/schema";
import { changedFields } from "./changed-fields";
import { settingsOf, valuesOf } from "./form-values";
import { savedInWords, settingsInWords } from "./settings-in-words";

const DATA_CENTERS = [
  { id: 1, name: "Quantum", personas: [{ id: 7, name: "Decision maker", threshold: 100 }], leadScorings: [] },
];

const webhook = (changes: object = {}) =>
  ({
    ...{
      label: "Hot leads",
      description: "",
      status: "active",
      dataCenterId: 1,
      url: "https://example.com/",
    },
    triggers: [{ type: "persona.threshold_passed", personaIds: [7] }],
    authentication: { type: "basic", username: "crm", passwordSet: true },
    headers: [
      { name: "X-Source", value: "tidings" },
      { name: "X-Key", valueSet: true, secret: true },
    ],
    delivery: PROFILE_DEFAULTS.simple,
    ...changes,
  }) as unknown as WebhookView;

const lineOf = (words: { label: string; lines: string[] }[], label: string) =>
  words.find((each) => each.label === label)?.lines;

describe("settings in words", () => {
  it("names every setting, and of secrets only that they are", () => {
    const words = savedInWords(webhook(), DATA_CENTERS);
    expect(lineOf(words, "Trigger")).toEqual(["Persona scoring passed threshold – Decision maker"]);
    expect(lineOf(words, "Authentication")).toEqual(["Basic, as crm"]);
    expect(lineOf(words, "HTTP headers")).toEqual(["X-Source: tidings", "X-Key: secret value"]);
    expect(lineOf(words, "Retry")).toEqual([
      "Tried again after 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 10 h, each gap up to 20 % longer",
    ]);
    expect(lineOf(words, "Suspension")).toEqual([
      "It is suspended when 10 deliveries in a row have failed and nothing has succeeded for 24 h.",
    ]);
    const never = webhook({ delivery: { ...webhook().delivery, suspension: null } });
    expect(lineOf(savedInWords(never, DATA_CENTERS), "Suspension")).toEqual([
      "Never suspended for failures.",
    ]);
    expect(lineOf(words, "Deadline")).toEqual([
      "An attempt without a complete answer within 15 s has failed",
    ]);
  });

  it("never repeats a secret that is being typed", () => {
    const values = valuesOf(webhook());
    values.authentication.password = "typed password";
    const words = settingsInWords(settingsOf(values), DATA_CENTERS);
    expect(JSON.stringify(words)).not.toContain("typed password");
    expect(lineOf(words, "Authentication")).toEqual(["Basic, as crm, new secret"]);
  });

  it("stands a form that is still empty", () => {
    const values = { ...valuesOf(webhook({ triggers: [] })), dataCenterId: null };
    expect(lineOf(settingsInWords(settingsOf(values), DATA_CENTERS), "Data center")).toEqual(["None"]);
  });
});

describe("what two people changed", () => {
  const words = (changes: object = {}, replaced: string[] = []) =>
    savedInWords(webhook(changes), DATA_CENTERS, replaced);

  it("shows the fields of either, in both versions", () => {
    const fields = changedFields(
      words(),
      words({ label: "Theirs" }),
      words({ url: "https://mine.example.com/" }),
    );
    expect(fields).toEqual([
      { label: "Label", theirs: ["Theirs"], yours: ["Hot leads"] },
      { label: "Send data to URL", theirs: ["https://example.com/"], yours: ["https://mine.example.com/"] },
    ]);
  });

  it("shows a secret that was replaced, and nothing where nothing differs", () => {
    expect(changedFields(words(), words({}, ["headers.1.value"]), words())).toEqual([
      {
        label: "HTTP headers",
        theirs: ["X-Source: tidings", "X-Key: secret value, secret replaced"],
        yours: ["X-Source: tidings", "X-Key: secret value"],
      },
    ]);
    expect(changedFields(words(), words(), words())).toEqual([]);
  });
});
