import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Doors, openDoors } from "@/e2e/fixtures/doors";
import { openWorld, type World } from "@/e2e/fixtures/world";

let world: World;
let doors: Doors;
beforeAll(async () => {
  world = await openWorld();
  doors = await openDoors(world);
});
afterAll(() => world.close());

const sending = { mailingId: 1, communicationType: "Newsletter", sendingKind: "batch" };
const message = { ...sending, mailId: "3IHQ2XT8" };
const change = { property: "City", oldValue: null, newValue: "Graz" };

/** The least that each type takes (docs/events.md 2.0). */
const LEAST: [string, Record<string, unknown>][] = [
  ["contact.became_contact", {}],
  ["contact.created", {}],
  ["contact.updated", { changes: [change] }],
  ["contact.opted_in", { optInField: "optin_News", kind: "single" }],
  ["contact.opted_out", { optInField: "optin_News" }],
  ["contact.quarantined", sending],
  ["contact.complained", sending],
  ["contact.blocklisted", { pattern: "*@spam.example" }],
  ["persona.threshold_passed", { personaId: 1, score: 100 }],
  ["persona.threshold_exited", { personaId: 1, score: 99 }],
  ["lead_scoring.threshold_passed", { leadScoringId: 1, stageId: 1, score: 100 }],
  ["lead_scoring.threshold_exited", { leadScoringId: 1, stageId: 1, score: 1 }],
  ["message.sent", message],
  ["message.opened", message],
  ["message.clicked", message],
  ["message.bounced", { ...message, category: "hard" }],
  ["message.production_error", message],
  ["message.unsubscribed", message],
  ["message.archived", message],
  ["message.filtered_by_blocklist", message],
  ["form.submitted", { formId: 12 }],
  ["form.profile_updated", { formId: "f-12" }],
  ["survey.answered", { surveyId: 5, answers: ["yes"] }],
  ["custom.order_placed", {}],
];
const event = (type: string, data: unknown, changes: object = {}) => ({
  ...{ type, dataCenterId: 1, contact: { id: 1, email: "a@example.org" }, data },
  ...changes,
});

describe("what is posted", () => {
  it.each(LEAST)("%s takes %j, keeps further fields, and is owed to nobody here", async (type, data) => {
    const more = { zeta: { deep: [1, null] }, ...data, alpha: "kept" };
    const { status, json } = await doors.post([event(type, data), event(type, more)]);
    expect(status, JSON.stringify(json)).toBe(202);
    expect(json.events).toMatchObject([{ deliveries: 0 }, { deliveries: 0 }]);
    const { json: kept } = await doors.v1("GET", `/events/${json.events[1].id}`);
    expect(JSON.stringify(kept.data)).toBe(JSON.stringify(more));
    const { json: listed } = await doors.v1("GET", `/events?type=${type}`);
    expect(listed.events).toHaveLength(2);
  });

  it.each(LEAST.flatMap(([type, data]) => Object.keys(data).map((name) => [type, name, data] as const)))(
    "%s without %s is 400 at its place",
    async (type, name, data) => {
      const { [name]: _, ...rest } = data;
      const { status, errors } = await doors.post(event(type, rest));
      expect(status).toBe(400);
      expect(errors).toEqual([
        { path: `data.${name}`, message: "is missing", remedy: expect.stringMatching(/^[A-Z].{10,}\.$/) },
      ]);
    },
  );

  it.each<[string, Record<string, unknown>]>([
    ["contact.opted_in", { optInField: "" }],
    ["contact.opted_in", { kind: "triple" }],
    ["contact.opted_in", { optInMailId: 7 }],
    ["contact.opted_in", { optinProcessId: 1.5 }],
    ["contact.opted_out", { optInField: 7 }],
    ["contact.quarantined", { mailingId: 99 }],
    ["contact.quarantined", { mailId: 7 }],
    ["contact.complained", { sendingKind: "mass" }],
    ["contact.complained", { processedAt: "yesterday" }],
    ["contact.complained", { processedAt: "2024-05-28T13:09:41" }],
    ["contact.blocklisted", { pattern: "" }],
    ["contact.blocklisted", { reason: 7 }],
    ["message.sent", { mediaType: 1 }],
    ["message.sent", { sendLogId: true }],
    ["message.clicked", { linkId: {} }],
    ["message.clicked", { linkUrl: 7 }],
    ["message.bounced", { category: "hardbounce" }],
    ["message.bounced", { code: 5.5 }],
    ["message.bounced", { message: "m".repeat(4_001) }],
    ["message.bounced", { thresholdExceeded: "no" }],
    ["message.production_error", { errorCode: [] }],
    ["message.unsubscribed", { userAgent: "u".repeat(1_001) }],
    ["message.archived", { mailingType: 1 }],
    ["message.filtered_by_blocklist", { pattern: "a\nb" }],
    ["form.submitted", { formId: 1.5 }],
    ["form.submitted", { fields: ["a"] }],
    ["survey.answered", { answers: "yes" }],
  ])("%s with %j is 400 at its place", async (type, faulty) => {
    const [, data] = LEAST.find(([name]) => name === type) as (typeof LEAST)[number];
    const { status, errors } = await doors.post(event(type, { ...data, ...faulty }));
    expect(status).toBe(400);
    const [name] = Object.keys(faulty);
    expect(errors).toMatchObject([
      { path: `data.${name}`, remedy: expect.stringMatching(/^[A-Z].{10,}\.$/) },
    ]);
  });

  it("needs a contact, but for contact.blocklisted", async () => {
    for (const [type, data] of LEAST) {
      const { status, errors } = await doors.post(event(type, data, { contact: undefined }));
      expect(status, type).toBe(type === "contact.blocklisted" ? 202 : 400);
      if (status === 400) expect(errors).toMatchObject([{ path: "contact", message: "is missing" }]);
    }
  });

  it("is told that nobody posts what Tidings raises", async () => {
    const { status, errors } = await doors.post(event("workflow.step_reached", {}));
    expect(status).toBe(400);
    expect(errors).toMatchObject([{ path: "type", message: "is raised by Tidings itself" }]);
  });
});
