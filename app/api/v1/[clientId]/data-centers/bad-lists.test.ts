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

const put = (path: string, body: unknown) => doors.v1("PUT", path, { body });
const persona = (id: number, changes: object = {}) => ({
  id,
  name: `Persona ${id}`,
  threshold: id,
  ...changes,
});

describe("a list that is not valid", () => {
  const stage = { id: 1, name: "Hot", threshold: 1 };
  it.each([
    ["personas", {}, "personas", "is missing"],
    ["personas", { personas: {} }, "personas", "must be a list"],
    ["personas", { personas: [], more: 1 }, "more", "is not known here"],
    [
      "personas",
      { personas: [persona(1), persona(2, { threshold: "9" })] },
      "personas.1.threshold",
      "must be a number",
    ],
    ["personas", { personas: [persona(1, { threshold: 1.5 })] }, "personas.0.threshold", /whole number/],
    ["personas", { personas: [persona(1, { threshold: 2 ** 53 })] }, "personas.0.threshold", /whole number/],
    ["personas", { personas: [persona(0)] }, "personas.0.id", "must be a whole number, 1 or more"],
    ["personas", { personas: [{ name: "A", threshold: 1 }] }, "personas.0.id", "is missing"],
    ["personas", { personas: [persona(1, { name: " " })] }, "personas.0.name", "is empty"],
    ["personas", { personas: [persona(1, { name: "a\nb" })] }, "personas.0.name", /control characters/],
    ["personas", { personas: [persona(1, { name: "x".repeat(201) })] }, "personas.0.name", /1 to 200/],
    ["personas", { personas: [persona(1, { colour: "red" })] }, "personas.0.colour", "is not known here"],
    [
      "personas",
      { personas: [persona(1), persona(2), persona(1)] },
      "personas.2.id",
      "is the id of another entry",
    ],
    ["fields", { fields: [{ id: 1, code: "1a", label: "A", type: "text" }] }, "fields.0.code", /letters/],
    ["fields", { fields: [{ id: 1, code: "a-b", label: "A", type: "text" }] }, "fields.0.code", /letters/],
    ["fields", { fields: [{ id: 1, code: "a", label: "A", type: "phone" }] }, "fields.0.type", /can only be/],
    [
      "fields",
      { fields: ["f_Mail", "F_MAIL"].map((code, at) => ({ id: at + 1, code, label: "A", type: "text" })) },
      "fields.1.code",
      "is the code of another entry",
    ],
    ["lead-scorings", { leadScorings: [{ id: 1, name: "A" }] }, "leadScorings.0.stages", "is missing"],
    [
      "lead-scorings",
      { leadScorings: [{ id: 1, name: "A", stages: [{ ...stage, threshold: null }] }] },
      "leadScorings.0.stages.0.threshold",
      "must be a number",
    ],
    [
      "lead-scorings",
      { leadScorings: [{ id: 1, name: "A", stages: [stage, stage] }] },
      "leadScorings.0.stages.1.id",
      "is the id of another entry",
    ],
    [
      "lead-scorings",
      { leadScorings: [1, 2].map((id) => ({ id, name: "A", stages: [stage] })) },
      "leadScorings.1.stages.0.id",
      "is the id of another entry",
    ],
    ["mailings", { mailings: [null] }, "mailings.0", /is not an object/],
  ])("%s %j is 400 at %s, and nothing changes", async (list, body, path, message) => {
    const before = (await doors.v1("GET", "/data-centers/1")).text;
    const answer = await put(`/data-centers/1/${list}`, body);
    expect(answer.status).toBe(400);
    expect(answer.errors).toHaveLength(1);
    expect(answer.errors[0]).toMatchObject({ path, remedy: expect.stringMatching(/^[A-Z].*\.$/) });
    expect(answer.errors[0]?.message).toMatch(message);
    expect((await doors.v1("GET", "/data-centers/1")).text).toBe(before);
  });

  it("names its first ten faulty items only", async () => {
    const { errors } = await put("/data-centers/1/mailings", { mailings: Array(5_000).fill({ id: 1 }) });
    expect(errors).toHaveLength(10);
  });

  it("with a million stages is answered at once", async () => {
    const stages = Array(300_000).fill({});
    const started = performance.now();
    const { errors } = await put("/data-centers/1/lead-scorings", {
      leadScorings: [{ id: 1, name: "A", stages }],
    });
    expect(errors).toMatchObject([{ path: "leadScorings.0.stages", message: "has more than 50 entries" }]);
    // Judged one by one they would take minutes, on any machine.
    expect(performance.now() - started).toBeLessThan(20_000);
  });
});
