import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { readCorpus } from "@/e2e/corpora/read-corpus";
import { type Answer, type Doors, openDoors } from "@/e2e/fixtures/doors";
import { openWorld, type World } from "@/e2e/fixtures/world";
import { createDataCenter } from "@/lib/data-centers/create";
import type { Outcome } from "@/lib/engine/outcome";
import { BAD_DELIVERY, BAD_STREAM } from "./bad-delivery.fixture";
import {
  BAD_CREDENTIALS,
  BAD_HEADERS,
  BAD_SETTINGS,
  BAD_URLS,
  type BadInput,
  NOT_YET,
} from "./bad-input.fixture";

/** No network: every name is answered here, and nothing private is allowed. */
const env = {
  EGRESS_ALLOW_CIDRS: "",
  EGRESS_RESOLVE:
    "hooks.example.com=93.184.216.34,inside.example.com=10.0.0.5,mixed.example.com=93.184.216.34|10.0.0.5",
};
const url = "https://hooks.example.com/x";

const NOT_SENT: Outcome = {
  kind: "failed",
  reason: "connect_refused",
  detail: "",
  statusCode: null,
  headers: [],
  body: Buffer.alloc(0),
  durationMs: 0,
  leftAfterMs: null,
};

let world: World;
let doors: Doors;
let existing: string;
let before: { webhooks: number; revisions: number; webhook: string };

const stored = async () => ({
  webhooks: await doors.count("webhooks"),
  revisions: await doors.count("webhook_revisions"),
  webhook: (await doors.v1("GET", `/webhooks/${existing}`)).text,
});

beforeAll(async () => {
  world = await openWorld({ env });
  await createDataCenter(world.tidings, world.clientId, { name: "Empty", sampleData: false });
  // A test of a draft that turns out to be good must not leave the machine.
  world.tidings.sender.send = async () => NOT_SENT;
  doors = await openDoors(world);
  const { json } = await doors.v1("POST", "/webhooks", { body: doors.draft({ url }) });
  existing = json.id;
});
beforeEach(async () => {
  before = await stored();
});
afterAll(() => world.close());

const create = (changes: object) => doors.v1("POST", "/webhooks", { body: doors.draft({ url, ...changes }) });
const patch = (changes: object) => doors.v1("PATCH", `/webhooks/${existing}`, { body: changes });

function expectRefusal({ status, json, errors }: Answer, path: string, message: string | RegExp) {
  expect(status, JSON.stringify(json)).toBe(400);
  expect(json).toMatchObject({ type: "/problems/validation_failed", status: 400 });
  expect(errors[0]?.path).toBe(path);
  if (typeof message === "string") expect(errors[0]?.message).toBe(message);
  else expect(errors[0]?.message).toMatch(message);
  for (const error of errors) {
    expect(Object.keys(error).sort()).toEqual(["message", "path", "remedy"]);
    expect(error.message).not.toMatch(/Invalid|undefined|expected|\bNaN\b/);
    expect(error.remedy).toMatch(/^[A-Z].*\.$/);
  }
}

describe.each<[string, BadInput[]]>([
  ["S1.30, decision 13: the address", BAD_URLS],
  ["S1.31, S1.32, S1.33, S1.34, S1.35: a credential", BAD_CREDENTIALS],
  ["S1.36, decision 14: a header", BAD_HEADERS],
  ["what is not obeyed yet is refused, never ignored:", NOT_YET],
  ["S1.22, S1.23, S1.24, S1.25, S1.26, S1.27, edge.md Limits: a setting", BAD_SETTINGS],
  ["decisions 4, 5, 6, 11, 13, edge.md Limits: how it is delivered", BAD_DELIVERY],
])("%s", (_, table) => {
  const named = table.map(([path, message, changes]) => {
    const shown = JSON.stringify(changes);
    return [path, shown.length > 90 ? `${shown.slice(0, 90)}…` : shown, message, changes] as const;
  });

  it.each(named)("%s is named on create: %s", async (path, _shown, message, changes) => {
    expectRefusal(await create(changes), path, message);
    expect(await stored()).toEqual(before);
  });

  it.each(named)("%s is named on PATCH: %s", async (path, _shown, message, changes) => {
    expectRefusal(await patch(changes), path, message);
    expect(await stored()).toEqual(before);
  });
});

describe("S2.17, S2.20, decisions 2, 13: in profile stream", () => {
  const opened = { profile: "stream", triggers: [{ type: "message.opened" }] };

  it.each(BAD_STREAM)("%s %s is named on create and PATCH", async (path, message, changes) => {
    const { json } = await create(opened);
    expectRefusal(await create({ ...opened, ...changes }), path, message);
    const body = { profile: "stream", ...changes };
    expectRefusal(await doors.v1("PATCH", `/webhooks/${json.id}`, { body }), path, message);
  });
});

describe("what is missing", () => {
  it.each(["label", "dataCenterId", "triggers", "url"])("%s is named", async (path) => {
    expectRefusal(await create({ [path]: undefined }), path, "is missing");
    expect(await stored()).toEqual(before);
  });

  it("authentication.type is named on create; a PATCH without it keeps the type", async () => {
    expectRefusal(await create({ authentication: {} }), "authentication.type", "is missing");
    expect((await patch({ authentication: {} })).json.authentication).toEqual({ type: "none" });
  });

  it("is told together with everything else that is wrong", async () => {
    const { errors } = await create({ label: "", url: undefined, colour: 1, delivery: { deadlineMs: 1 } });
    expect(errors.map((error) => error.path).sort()).toEqual([
      "colour",
      "delivery.deadlineMs",
      "label",
      "url",
    ]);
  });
});

describe("the form of the whole", () => {
  it.each([[null], [7], ["webhook"], [[]], [[{}]]])("%j is no webhook", async (body) => {
    expectRefusal(await doors.v1("POST", "/webhooks", { body }), "", "is not an object");
    expectRefusal(await doors.v1("PATCH", `/webhooks/${existing}`, { body }), "", "is not an object");
  });

  it.each([
    ["kind", { kind: "other" }],
    ["status", { status: "created" }],
    ["status", { status: "suspended" }],
    ["status", { status: null }],
  ])("%s can't be chosen as in %j", async (path, changes) => {
    expectRefusal(await create(changes), path, /^can only be/);
  });

  it.each(["status", "kind"])("%s is not changed by PATCH, and the remedy says how it is", async (key) => {
    const answer = await patch({ [key]: "active" });
    expectRefusal(answer, key, "is not known here");
    expect(answer.errors[0]?.remedy).toMatch(/activate or deactivate|never changes/);
  });

  it("an empty body, broken JSON and another media type are told apart", async () => {
    const at = (raw: string, headers = {}) => doors.v1("POST", "/webhooks", { raw, headers });
    expect((await at("{")).json).toMatchObject({ status: 400, type: "/problems/malformed_json" });
    expect((await at("")).status).toBe(400);
    expect((await at('{"label":1,"label":2}')).status).toBe(400);
    expect((await at('{"__proto__":{"label":"x"}}')).status).toBe(400);
    expect((await at("label=x", { "content-type": "application/x-www-form-urlencoded" })).status).toBe(415);
    expect((await at(`{"label":"${"x".repeat(1024 * 1024)}"}`)).status).toBe(413);
    expect(await stored()).toEqual(before);
  });
});

describe("G1: every address of the corpus is refused when saved", () => {
  const entries = readCorpus("refuse", "static", "parse", "scheme", "policy", "esc");

  it("the corpus is there", () => {
    expect(entries.length).toBeGreaterThan(150);
  });

  it.each(entries)("$text ($reason)", async ({ text }) => {
    for (const answer of [await create({ url: text }), await patch({ url: text })]) {
      expect(answer.status).toBe(400);
      expect(answer.errors.map((error) => error.path)).toEqual(["url"]);
      expect(answer.errors[0]?.remedy).toMatch(/\S/);
    }
    expect(await stored()).toEqual(before);
  });
});

describe("no input makes the server fail", () => {
  /** Ordinary JSON, and JSON that looks like a webhook but is wrong somewhere. */
  const json = fc.jsonValue({ maxDepth: 4 });
  const keys = [
    "label",
    "url",
    "triggers",
    "authentication",
    "headers",
    "delivery",
    "profile",
    "retry",
    "kind",
  ];
  const more = [
    "type",
    "event",
    "waiting",
    "status",
    "batch",
    "signature",
    "toString",
    "constructor",
    "name",
  ];
  const key = fc.constantFrom(...keys, ...more);
  const shaped = fc.letrec((tie) => ({
    node: fc.oneof(
      { maxDepth: 4 },
      json,
      fc.constantFrom("simple", "basic", "schedule", "persona.threshold_passed", "keep", 1, true, null),
      fc.dictionary(key, tie("node"), { maxKeys: 5 }),
      fc.array(tie("node"), { maxLength: 3 }),
    ),
  })).node;

  it.each([
    ["POST", ""],
    ["PATCH", "/{id}"],
    ["POST", "/{id}/test"],
    ["POST", "/{id}/deactivate"],
  ] as const)("%s /webhooks%s", async (method, path) => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(json, shaped), async (body) => {
        const { status } = await doors.v1(method, `/webhooks${path.replace("{id}", existing)}`, { body });
        expect(status).toBeLessThan(500);
      }),
      { numRuns: 300 },
    );
  });

  it("POST /webhooks with anything in place of one good setting", async () => {
    const good = doors.draft({ url });
    const places = [...Object.keys(good), "authentication", "headers", "delivery", "profile", "description"];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...places), shaped, async (place, value) => {
        const { status } = await create({ [place]: value });
        expect(status).toBeLessThan(500);
      }),
      { numRuns: 300 },
    );
  });

  it("GET with any query", async () => {
    const word = fc.oneof(fc.string(), fc.string({ unit: "binary" }));
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom("", `/${existing}/runs`, `/${existing}/deliveries`),
        fc.constantFrom(
          "q",
          "limit",
          "offset",
          "cursor",
          "since",
          "type",
          "sort",
          "status",
          "x",
          "__proto__",
        ),
        word,
        async (path, name, value) => {
          const query = new URLSearchParams({ [name]: value });
          const { status } = await doors.v1("GET", `/webhooks${path}?${query}`);
          expect(status).toBeLessThan(500);
        },
      ),
      { numRuns: 300 },
    );
  });
});
