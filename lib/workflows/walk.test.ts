import { describe, expect, it } from "vitest";
import { type Definition, definitionSchema } from "./definition";
import type { World } from "./judge-rules";
import { planOf } from "./plan";
import { type Standing, walk } from "./walk";

const NOW = Date.parse("2026-03-10T08:30:00Z");
const WEBHOOK = "0198a000-0000-7000-8000-000000000001";

const world = (given: Partial<World> = {}): World => ({
  contact: {
    id: "7",
    email: "ada@example.org",
    properties: { City: "Paris", Age: 36, Joined: "2026-03-12" },
  },
  event: { data: { orderId: "A-1", total: 99.5 } },
  answers: {},
  fields: [
    { code: "City", type: "text" },
    { code: "Joined", type: "date" },
  ],
  segments: new Set(),
  groups: new Set(),
  now: NOW,
  ...given,
});

const planned = (steps: unknown[]) => planOf(definitionSchema.parse({ steps }) as Definition);
const arriving: Standing = { passageId: "p1", stepId: null, because: "arrived" };
const at = (stepId: string, because: Standing["because"]): Standing => ({ passageId: "p1", stepId, because });
const end = { id: "end", type: "end" };
const condition = (rules: unknown[], match = "all") => ({
  ...{ id: "c", type: "condition", match, rules },
  yes: [{ id: "y", type: "group", action: "add", groupId: 1 }],
  no: [{ id: "n", type: "group", action: "remove", groupId: 1 }],
});
const value = (text: string, operator: string, compareTo = "") => ({
  ...{ kind: "value", value: text, operator, compareTo },
});

describe("the way of a contact", () => {
  it("goes from the first step to the end, and a workflow without steps ends at once", () => {
    expect(walk(planned([]), arriving, world()).rest).toEqual({ kind: "ended", how: "done", stepId: null });
    expect(walk(planned([end]), arriving, world()).rest).toMatchObject({ kind: "ended", stepId: "end" });
  });

  it("goes on behind the step when a branch is over, also when the branch is empty", () => {
    const plan = planned([condition([value("${city}", "is", "paris")]), end]);
    const went = walk(plan, arriving, world());
    expect(went.entries.map(({ stepId, outcome }) => [stepId, outcome])).toEqual([
      ["c", "yes"],
      ["y", "added"],
      ["end", "ended"],
    ]);
    const empty = planned([{ ...condition([]), yes: [] }, end]);
    expect(walk(empty, arriving, world()).entries.map(({ stepId }) => stepId)).toEqual(["c", "end"]);
  });

  it("S4.7: a condition reads contact, event and answers, and tells each value that it saw", () => {
    const plan = planned([
      condition([
        value("${data.WH5.score}", "greater", "9"),
        value("${event.total}", "less", "100"),
        value("${contact.nothing}", "is_not_set"),
      ]),
    ]);
    const went = walk(plan, arriving, world({ answers: { WH5: { score: 10 } } }));
    expect(went.entries[0]).toEqual({
      ...{ stepId: "c", outcome: "yes" },
      detail: {
        rules: [
          { held: true, value: "10" },
          { held: true, value: "99.5" },
          { held: true, value: "" },
        ],
      },
    });
  });

  it.each([
    ["10", "greater", "9", true],
    ["10", "is", "10.0", true],
    ["2026-03-01", "less", "2026-03-02T00:00:00Z", true],
    ["Paris", "is", "PARIS", true],
    ["Paris", "is_not", "Rome", true],
    ["Paris", "greater", "9", false],
    ["Paris", "contains", "ari", true],
    ["Paris", "contains", "", false],
    ["Paris", "starts_with", "pa", true],
    [" ", "is_set", "", false],
  ])("compares %j %s %j: %s", (one, operator, other, held) => {
    const plan = planned([condition([value(one, operator, other)])]);
    expect(walk(plan, arriving, world()).entries[0]?.outcome).toBe(held ? "yes" : "no");
  });

  it("a rule whose value can't be computed does not hold and says why", () => {
    const plan = planned([condition([value("${'%E4' | url_decode}", "is_set")])]);
    const [entry] = walk(plan, arriving, world()).entries;
    expect(entry).toMatchObject({ outcome: "no", detail: { rules: [{ held: false, value: null }] } });
    expect(JSON.stringify(entry?.detail)).toContain("can't be computed");
  });

  it("judges segments and groups, and sees what an earlier step did to the groups", () => {
    const plan = planned([
      { id: "g", type: "group", action: "add", groupId: 4 },
      condition([
        { kind: "group", groupId: 4 },
        { kind: "segment", segmentId: 9, is: false },
      ]),
    ]);
    expect(walk(plan, arriving, world()).entries[1]?.outcome).toBe("yes");
    expect(walk(plan, arriving, world({ segments: new Set([9]) })).entries[1]?.outcome).toBe("no");
  });

  it("updates of the contact are seen by the steps behind, and one that can't be computed is left out and told", () => {
    const plan = planned([
      {
        ...{ id: "u", type: "update_contact" },
        values: [
          { property: "City", value: "${event.orderId | upcase}" },
          { property: "Bad", value: "${'%E4' | url_decode}" },
          { property: "email", value: "nobody" },
        ],
      },
      condition([value("${city}", "is", "A-1")]),
    ]);
    const went = walk(plan, arriving, world());
    expect(went.effects).toContainEqual({ kind: "update_contact", stepId: "u", values: { City: "A-1" } });
    expect(went.entries[0]?.detail).toHaveProperty("faults.Bad");
    expect(went.entries[0]?.detail).toHaveProperty("faults.email", "is not an e-mail address");
    expect(went.entries[1]?.outcome).toBe("yes");
  });
});

describe("a webhook's step", () => {
  const step = (more: object = {}) => ({
    ...{ id: "w", type: "webhook", webhookId: WEBHOOK, ...more },
    failed: [{ id: "f", type: "group", action: "add", groupId: 13 }],
  });

  it("S4.13: takes the first filled of Contact ID, Contact Email and Phone", () => {
    const contact = { id: "${event.customer}", email: "${email}", phone: "+33" };
    const went = walk(planned([step({ contact })]), arriving, world());
    expect(went.effects).toEqual([
      {
        ...{ kind: "request", stepId: "w", webhookId: WEBHOOK, wait: false, conversion: false },
        identity: { by: "email", value: "ada@example.org" },
        contact: world().contact,
      },
    ]);
  });

  it("names nobody where all three are empty", () => {
    const contact = { id: "", email: "${event.nobody}", phone: "" };
    const went = walk(planned([step({ contact })]), arriving, world());
    expect(went.effects[0]).toMatchObject({ identity: null });
  });

  it("does not hold the contact up unless it waits for the answer", () => {
    expect(walk(planned([step(), end]), arriving, world()).rest.kind).toBe("ended");
    const waiting = planned([step({ wait: true }), end]);
    expect(walk(waiting, arriving, world()).rest).toEqual({ kind: "awaits_answer", stepId: "w" });
  });

  it("S4.7: saves values of the answer to the contact and goes on", () => {
    const mapping = [{ value: "${data.WH5.promocode}", property: "Promo" }];
    const plan = planned([step({ wait: true, mapping }), end]);
    const went = walk(plan, at("w", "answered"), world({ answers: { WH5: { promocode: "SPRING" } } }));
    expect(went.effects).toEqual([{ kind: "update_contact", stepId: "w", values: { Promo: "SPRING" } }]);
    expect(went.entries.map(({ outcome }) => outcome)).toEqual(["answered", "ended"]);
  });

  it.each([
    ["continue", ["failed", "ended"], "done"],
    ["branch", ["failed", "added", "ended"], "done"],
    ["stop", ["failed"], "stopped"],
  ])("S4.42: if the request fails it can %s", (onFailure, outcomes, how) => {
    const plan = planned([step({ wait: true, onFailure }), end]);
    const went = walk(plan, at("w", "failed"), world());
    expect(went.entries.map(({ outcome }) => outcome)).toEqual(outcomes);
    expect(went.rest).toMatchObject({ kind: "ended", how });
  });
});

describe("a wait", () => {
  const wait = (waited: object) => planned([{ id: "s", type: "wait", for: waited, timedOut: [end] }]);

  it.each([
    [{ kind: "duration", seconds: 90 }, "2026-03-10T08:31:30.000Z"],
    [{ kind: "until", at: "2026-03-10T12:00:00+01:00" }, "2026-03-10T11:00:00.000Z"],
    [{ kind: "time_of_day", time: "09:00" }, "2026-03-10T09:00:00.000Z"],
    [{ kind: "time_of_day", time: "08:00" }, "2026-03-11T08:00:00.000Z"],
    [{ kind: "contact_date", field: "Joined", offsetDays: -1, time: "07:15" }, "2026-03-11T07:15:00.000Z"],
    [{ kind: "event", eventType: "message.opened", withinSeconds: 60 }, "2026-03-10T08:31:00.000Z"],
  ])("%j ends at %s", (waited, until) => {
    const { rest } = walk(wait(waited), arriving, world());
    expect(rest.kind === "waits" && new Date(rest.dueAt).toISOString()).toBe(until);
  });

  it.each([
    [{ kind: "until", at: "2026-03-10T08:30:00Z" }, "the time is past"],
    [{ kind: "contact_date", field: "Nothing", time: "09:00" }, "the contact has no such date"],
  ])("%j is no wait, and says so", (waited, why) => {
    const { entries, rest } = walk(wait(waited), arriving, world());
    expect(entries[0]).toMatchObject({ outcome: "not_waited", detail: { why } });
    expect(rest.kind).toBe("ended");
  });

  it("for an event goes on when it happens, and into its branch when it does not", () => {
    const plan = wait({ kind: "event", eventType: "message.opened", withinSeconds: 60 });
    expect(walk(plan, at("s", "happened"), world()).entries.map(({ stepId }) => stepId)).toEqual(["s"]);
    expect(walk(plan, at("s", "due"), world()).entries.map(({ stepId }) => stepId)).toEqual(["s", "end"]);
  });
});

describe("a split", () => {
  const plan = planned([
    {
      ...{ id: "s", type: "split" },
      branches: [
        { share: 30, steps: [] },
        { share: 70, steps: [end] },
      ],
    },
  ]);

  it("sends the same passage the same way every time", () => {
    const ways = Array.from({ length: 50 }, () => walk(plan, arriving, world()).entries.length);
    expect(new Set(ways).size).toBe(1);
  });

  it("keeps its shares over many passages", () => {
    const first = Array.from({ length: 5_000 }, (_, index) =>
      walk(plan, { ...arriving, passageId: `passage-${index}` }, world()),
    ).filter(({ entries }) => entries.length === 1).length;
    expect(first / 5_000).toBeGreaterThan(0.27);
    expect(first / 5_000).toBeLessThan(0.33);
  });
});

describe("a definition", () => {
  const faults = (input: unknown) => {
    const parsed = definitionSchema.safeParse(input);
    return parsed.success ? [] : parsed.error.issues.map(({ path, message }) => [path.join("."), message]);
  };

  it("gives each step an id of its own, in branches too", () => {
    expect(faults({ steps: [{ ...condition([]), no: [{ id: "c", type: "end" }] }] })).toEqual([
      ["steps.0.no.0.id", "is another step's id"],
    ]);
  });

  it("adds the shares of a split up to 100", () => {
    const branches = [{ share: 50 }, { share: 40 }];
    expect(faults({ steps: [{ id: "s", type: "split", branches }] })).toEqual([
      ["steps.0.branches", "do not add up to 100"],
    ]);
  });

  it("is at most ten branches deep", () => {
    let steps: unknown[] = [end];
    for (let depth = 0; depth < 10; depth++)
      steps = [{ ...condition([]), id: `c${depth}`, yes: steps, no: [] }];
    expect(faults({ steps })[0]?.[1]).toContain("deeper than 10");
  });
});
