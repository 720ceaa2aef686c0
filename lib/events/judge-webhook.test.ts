import { describe, expect, it } from "vitest";
import type { WebhookStatus } from "@/lib/vocabulary";
import { judgeWebhook } from "./judge-webhook";
import { type StatusEntry, statusThen } from "./status-then";

const event = {
  type: "persona.threshold_passed",
  dataCenterId: 1,
  cause: "api" as const,
  data: { personaId: 1, score: 5 },
  masterData: {},
};
const then = (changes: object = {}, status: WebhookStatus | undefined = "active") => ({
  settings: {
    ...{ dataCenterId: 1, triggers: [{ type: "persona.threshold_passed" }] },
    delivery: { payloadStyle: "simple" as const },
    ...changes,
  },
  status,
});
const scoring = {
  type: "lead_scoring.threshold_passed",
  dataCenterId: 1,
  cause: "api" as const,
  data: { leadScoringId: 3, stageId: 2, score: 9 },
  masterData: {},
};

describe("why a webhook is not owed an event", () => {
  it.each([
    ["all fits", then(), undefined],
    ["decision 10: suspended by the system it is owed all the same", then({}, "suspended"), undefined],
    ["it was inactive", then({}, "inactive"), { because: "inactive" }],
    ["it was not activated yet", then({}, "created"), { because: "created" }],
    ["nobody knows its status", { ...then(), status: undefined }, { because: "unknown" }],
    ["it did not exist", { settings: undefined, status: undefined }, { because: "created_later" }],
    [
      "it wants other types",
      then({ triggers: [{ type: "contact.updated" }] }, "inactive"),
      { because: "other_event_type" },
    ],
    [
      "it belongs to another data center",
      then({ dataCenterId: 2 }, "inactive"),
      { because: "other_data_center", dataCenterId: 2 },
    ],
    [
      "a refinement keeps it out, before its status does",
      then({ triggers: [{ type: "persona.threshold_passed", personaIds: [2, 3] }] }, "inactive"),
      { because: "refinement", refinement: "personaIds", wanted: [2, 3], offered: [1] },
    ],
    [
      "one of several triggers fits",
      then({
        triggers: [{ type: "contact.updated" }, { type: "persona.threshold_passed", personaIds: [1] }],
      }),
      undefined,
    ],
  ])("%s", (_, was, because) => {
    expect(judgeWebhook(event, was)).toEqual(because);
  });

  it("tells of stages as of lead scorings", () => {
    const leadScorings = [{ id: 3, stageIds: [1] }, { id: 4 }];
    const was = then({ triggers: [{ type: scoring.type, leadScorings }] });
    expect(judgeWebhook(scoring, was)).toEqual({
      because: "refinement",
      refinement: "leadScorings",
      wanted: ["3/1", "4"],
      offered: ["3", "3/2"],
    });
  });
});

describe("a webhook's status at a moment", () => {
  const entry = (at: number, verb: string, details: StatusEntry["details"] = {}) =>
    ({ at, action: `webhook.${verb}`, details }) as StatusEntry;
  const life = [
    entry(10, "created", { status: "inactive" }),
    entry(20, "activated", { from: "inactive" }),
    entry(30, "suspended", { reason: "gone" }),
    entry(40, "activated", { from: "suspended" }),
    entry(43, "suspended", { reason: "no_success" }),
    entry(46, "resumed", { from: "suspended" }),
    entry(50, "deactivated", { from: "active" }),
  ];
  it.each([
    [9, undefined],
    [10, "inactive"],
    [19, "inactive"],
    [20, "active"],
    [35, "suspended"],
    [42, "active"],
    [45, "suspended"],
    [49, "active"],
    [99, "inactive"],
  ])("at %i it is %s", (moment, status) => {
    expect(statusThen(life, moment, "inactive")).toBe(status);
  });

  it("is inactive from the moment that it was made as a copy", () => {
    expect(statusThen([{ at: 10, action: "webhook.duplicated", details: {} }], 15, "inactive")).toBe(
      "inactive",
    );
  });

  it("is unknown where the next entry, or the present, tells of another status before it", () => {
    const gap = [life[0], life[4]] as StatusEntry[];
    expect(statusThen(gap, 15, "inactive")).toBeUndefined();
    expect(statusThen(gap, 55, "active")).toBeUndefined();
    expect(statusThen([], 55, "active")).toBeUndefined();
  });
});
