import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Doors, openDoors } from "@/e2e/fixtures/doors";
import { openWorld, type World } from "@/e2e/fixtures/world";
import { OPERATIONS } from "./operations";
import { readCallBody } from "./read-body";

const OPTIONAL = OPERATIONS.filter(({ body }) => body?.optional);

let world: World;
let doors: Doors;
beforeAll(async () => {
  world = await openWorld();
  doors = await openDoors(world);
});
afterAll(() => world.close());

describe.each(OPTIONAL.map((operation) => [operation.id, operation] as const))(
  "a body that %s can do without",
  (_, operation) => {
    it("is an empty object where there is none", async () => {
      const request = new Request("http://127.0.0.1:3000/", { method: operation.method });
      expect(await readCallBody(request, operation)).toMatchObject({ value: {} });
    });

    it.each(["null", "[]", "1", '""'])("is 400 where it is %s", async (raw) => {
      const { id } = await world.webhook();
      const path = operation.path.replace("{clientId}", String(world.clientId)).replace(/\{\w+\}/, id);
      const { status, errors } = await doors.call(operation.method, path, { raw });
      expect(status).toBe(400);
      expect(errors.length).toBeGreaterThan(0);
    });
  },
);
