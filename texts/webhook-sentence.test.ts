import { describe, expect, it } from "vitest";
import { PROFILE_DEFAULTS } from "@/lib/webhooks/profiles";
import { webhookSentence, workflowWebhookSentence } from "./webhook-sentence";

const webhook = (changes: object = {}) =>
  ({
    triggers: [{ type: "contact.became_contact" }],
    url: "https://example.com/hook?x=1",
    delivery: PROFILE_DEFAULTS.simple,
    ...changes,
  }) as Parameters<typeof webhookSentence>[0];

describe("a webhook in one sentence", () => {
  it("decision 8: says of a workflow's webhook what a step of it sends, and where to", () => {
    const url = "https://example.com/codes?town=%TOWN%";
    const delivery = PROFILE_DEFAULTS.data_request;
    expect(workflowWebhookSentence({ method: "GET", url, delivery })).toBe(
      "Sends a GET request to example.com when a step of a workflow says so; never tried again.",
    );
  });

  it("says what, whose, where to, and how long it is tried", () => {
    expect(webhookSentence(webhook(), "Quantum")).toBe(
      "Sends Became contact of Quantum to example.com; tried again up to 7 times over 28 h.",
    );
  });

  it("counts further events, names the details of a single one, and a port that is not the usual", () => {
    const triggers = ["contact.became_contact", "contact.updated", "persona.threshold_passed"].map(
      (type) => ({
        type,
      }),
    );
    expect(webhookSentence(webhook({ triggers }), "Quantum", " – ignored")).toContain(
      "Became contact and 2 more events of Quantum",
    );
    expect(
      webhookSentence(webhook({ url: "https://example.com:8443/" }), "Quantum", " – Decision maker"),
    ).toContain("Became contact – Decision maker of Quantum to example.com:8443");
  });

  it("tells an interval by its end and from where that counts (decision 4)", () => {
    const stream = { triggers: [{ type: "message.opened" }], delivery: PROFILE_DEFAULTS.stream };
    expect(webhookSentence(webhook(stream), "Quantum")).toBe(
      "Sends Message opened of Quantum to example.com; tried again every 10 s until 3 d after the event was accepted.",
    );
    const retry = { kind: "interval", everySeconds: 90, untilHours: 12, from: "first_attempt" };
    expect(webhookSentence(webhook({ delivery: { ...PROFILE_DEFAULTS.simple, retry } }), "Alpha")).toMatch(
      /; tried again every 1 min 30 s until 12 h after the first try\.$/,
    );
  });

  it("says when nothing is tried again, and when once", () => {
    const delivery = (retry: object) => ({ delivery: { ...PROFILE_DEFAULTS.simple, retry } });
    expect(webhookSentence(webhook(delivery({ kind: "none" })), "Alpha")).toMatch(/; never tried again\.$/);
    const once = delivery({ kind: "schedule", delaysSeconds: [60], jitter: 0 });
    expect(webhookSentence(webhook(once), "Alpha")).toMatch(/; tried again once over 60 s\.$/);
  });
});
