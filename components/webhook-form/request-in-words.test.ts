import { describe, expect, it } from "vitest";
import { PROFILE_DEFAULTS } from "@/lib/webhooks/profiles";
import type { WebhookView } from "@/lib/webhooks/schema";
import { savedInWords } from "./settings-in-words";

/** What a workflow's webhook says of itself, by label. */
function wordsOf(profile: "data_request" | "scenario", changes: object): Record<string, string[]> {
  const webhook = {
    ...{ kind: "workflow", label: "Codes", description: "", status: "active", dataCenterId: 1, profile },
    ...{ triggers: [], method: "POST", url: "https://example.com/", headers: [], notifyUserIds: [] },
    ...{ authentication: { type: "none" }, delivery: PROFILE_DEFAULTS[profile], ...changes },
  } as unknown as WebhookView;
  const words = savedInWords(webhook, {
    dataCenters: [],
    nameOf: (id) => id,
    connectorName: () => undefined,
  });
  return Object.fromEntries(words.map(({ label, lines }) => [label, lines]));
}

describe("the settings of a workflow's webhook in words", () => {
  it("S4.14, S4.18, S4.24: tell a data request's method, parameters and body as they were written", () => {
    const pairs = [{ name: "email", value: "$event.email" }];
    const written = wordsOf("data_request", {
      template: {
        parameters: { in: "headers", pairs },
        body: { format: "json", template: '{"town":"%TOWN%"}' },
      },
    });
    expect(written).toMatchObject({
      ...{ Method: ["POST"], "Parameters in headers": ["email: $event.email"] },
      "Body of the request": ["JSON", '{"town":"%TOWN%"}'],
    });
    const bare = wordsOf("data_request", {
      ...{ method: "GET", template: { parameters: { in: "query", pairs }, body: { format: "none" } } },
    });
    expect(bare).toMatchObject({
      ...{ Method: ["GET"], "Parameters in the URL": ["email: $event.email"], "Body of the request": [] },
    });
  });

  it("S5.12, S5.24: tell what a scenario notification transmits", () => {
    const scenario = {
      ...{ details: ["email", "firstname"], customFields: [4, 5], consent: [], statistics: ["joinedOn"] },
      additional: [{ key: "source", value: "scenario" }],
    };
    expect(wordsOf("scenario", { scenario })).toMatchObject({
      "Data to be transmitted": ["email, firstname", "fields no. 4, 5", "joinedOn"],
      "Additional information": ["source: scenario"],
    });
    const all = wordsOf("scenario", { scenario: { ...scenario, customFields: "all", additional: [] } });
    expect(all["Data to be transmitted"]).toContain("all further fields of the data center");
  });

  it("decision 8: leave out what only webhooks on events have", () => {
    const labels = Object.keys(wordsOf("data_request", {}));
    for (const absent of ["Trigger", "Events per request", "410 Gone", "Automatic suspension"]) {
      expect(labels).not.toContain(absent);
    }
    expect(labels).toEqual(expect.arrayContaining(["Label", "Data center", "Method", "Deadline", "Retry"]));
  });
});
