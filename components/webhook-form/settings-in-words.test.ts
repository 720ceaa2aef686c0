import { describe, expect, it } from "vitest";
import { PROFILE_DEFAULTS } from "@/lib/webhooks/profiles";
import type { WebhookView } from "@/lib/webhooks/schema";
import { changedFields } from "./changed-fields";
import { settingsOf, valuesOf } from "./form-values";
import { savedInWords, settingsInWords } from "./settings-in-words";

const KNOWN = {
  dataCenters: [
    {
      ...{ id: 1, name: "Quantum", leadScorings: [] },
      personas: [{ id: 7, name: "Decision maker", threshold: 100 }],
    },
  ],
  nameOf: (id: string) => `Person ${id}`,
  connectorName: (id: string) => `Connector ${id}`,
};

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
    profile: "simple",
    delivery: PROFILE_DEFAULTS.simple,
    notifyUserIds: [],
    ...changes,
  }) as unknown as WebhookView;

const OFF = "No Standard Webhooks signature: receivers can't check with it who calls.";

const lineOf = (words: { label: string; lines: string[] }[], label: string) =>
  words.find((each) => each.label === label)?.lines;

describe("settings in words", () => {
  it("names every setting, and of secrets only that they are", () => {
    const words = savedInWords(webhook(), KNOWN);
    expect(lineOf(words, "Trigger")).toEqual(["Persona scoring passed threshold – Decision maker"]);
    expect(lineOf(words, "Authentication")).toEqual(["Basic, as crm"]);
    expect(lineOf(words, "HTTP headers")).toEqual(["X-Source: tidings", "X-Key: secret value"]);
    expect(lineOf(words, "Retry")).toEqual([
      "Tried again after 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 10 h, each gap up to 20 % longer: up to 8 tries in about 28 h.",
    ]);
    expect(lineOf(words, "Deadline")).toEqual([
      "An attempt without a complete answer within 15 s has failed.",
    ]);
  });

  it("decisions 4, 11, 13, 15: tells an event stream by what is obeyed", () => {
    const delivery = {
      ...PROFILE_DEFAULTS.stream,
      ...{ ratePerSecond: 20, order: "contact", signature: { standard: "v1a", rsa: true } },
      suspension: { failedInARow: 10, hoursWithoutSuccess: 24, autoResume: true },
    };
    const triggers = [{ type: "message.opened", mailingIds: [4, 5], sendingKinds: ["unitary"] }];
    const profile = "stream";
    const notifyUserIds = ["1", "2"];
    const words = savedInWords(webhook({ profile, delivery, triggers, notifyUserIds }), KNOWN);
    expect(lineOf(words, "Profile")?.[0]).toBe("Event stream");
    expect(lineOf(words, "Told by mail")).toEqual(["Person 1", "Person 2"]);
    expect(lineOf(words, "Trigger")).toEqual(["Message opened – mailings no. 4 or 5; unitary sending"]);
    expect(lineOf(words, "Body")).toEqual(["A JSON list, also for one event (Event stream)"]);
    expect(lineOf(words, "Events per request")).toEqual([
      "Up to 100 events in one request; the first one waits at most 1 s for more.",
    ]);
    expect(lineOf(words, "Requests per second")).toEqual(["At most 20 requests a second; the others wait."]);
    expect(lineOf(words, "Order")).toEqual([
      "One after the other for each contact; those of other contacts don't wait.",
    ]);
    expect(lineOf(words, "What counts as success")).toEqual([
      "Only 200 means that it has arrived; every other answer, 202 included, has failed.",
    ]);
    expect(lineOf(words, "Retry")).toEqual([
      "Tried every 10 s until 3 d after the event was accepted, then discarded.",
    ]);
    expect(lineOf(words, "Automatic suspension")).toEqual([
      "After 12 h without success (half of the hours, since it is tried at an interval); a warning after 6 h. It resumes by itself once the receiver answers well again.",
    ]);
    expect(lineOf(words, "Port of the URL")).toEqual([
      "Only https on its standard port 443; any other port in the URL is refused.",
    ]);
    expect(lineOf(words, "Signature")).toEqual([
      "Standard Webhooks v1a (Ed25519): the receiver needs a public key alone; few libraries know it yet.",
      "X-DI-Signature besides: RSA with SHA-256 over the body.",
    ]);
  });

  it("tells what is off, or has no limit", () => {
    const signature = (standard: string, rsa: boolean) => ({ signature: { standard, rsa } });
    const of = (changes: object) =>
      savedInWords(webhook({ delivery: { ...PROFILE_DEFAULTS.simple, ...changes } }), KNOWN);
    const simple = of({});
    expect(lineOf(simple, "Events per request")).toEqual(["One event in each request."]);
    expect(lineOf(simple, "Requests per second")).toEqual(["No limit: as fast as the receiver takes them."]);
    expect(lineOf(simple, "Automatic suspension")).toEqual([
      "After 10 lost deliveries in a row and 24 hours without success; a warning at half of both.",
    ]);
    expect(lineOf(of({ suspension: null }), "Automatic suspension")).toEqual([
      "Off: it is tried on, however long the receiver fails.",
    ]);
    expect(lineOf(of(signature("off", false)), "Signature")).toEqual([OFF]);
    expect(lineOf(of(signature("off", true)), "Signature")).toEqual([
      OFF,
      "X-DI-Signature besides: RSA with SHA-256 over the body.",
    ]);
    const given = { kind: "interval", everySeconds: 60, untilHours: 1, from: "first_attempt" };
    expect(lineOf(of({ retry: given }), "Retry")).toEqual([
      "Tried every 1 min until 1 h after the first try, then given up.",
    ]);
  });

  it("never repeats a secret that is being typed", () => {
    const values = valuesOf(webhook());
    values.authentication.password = "typed password";
    const words = settingsInWords(settingsOf(values), KNOWN);
    expect(JSON.stringify(words)).not.toContain("typed password");
    expect(lineOf(words, "Authentication")).toEqual(["Basic, as crm, new secret"]);
  });

  it("says nothing of a number that is missing", () => {
    const values = valuesOf(webhook());
    values.delivery = {
      ...values.delivery,
      deadlineMs: Number.NaN,
      retry: { kind: "schedule", delaysSeconds: [5, Number.NaN], jitter: 0 },
    };
    const words = settingsInWords(settingsOf(values), KNOWN);
    expect(lineOf(words, "Deadline")).toEqual([]);
    expect(lineOf(words, "Retry")).toEqual([]);
    expect(lineOf(words, "Concurrent requests")).toEqual([
      "Up to 10 requests at once; a slow receiver gets fewer by itself.",
    ]);
  });

  it("stands a form that is still empty", () => {
    const values = { ...valuesOf(webhook({ triggers: [] })), dataCenterId: null };
    expect(lineOf(settingsInWords(settingsOf(values), KNOWN), "Data center")).toEqual(["None"]);
  });
});

describe("what two people changed", () => {
  const words = (changes: object = {}, replaced: string[] = []) =>
    savedInWords(webhook(changes), KNOWN, replaced);

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
