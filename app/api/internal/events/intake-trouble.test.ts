import { renameSync } from "node:fs";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { afterEach, describe, expect, it } from "vitest";
import { openDoors } from "@/e2e/fixtures/doors";
import { openWorld, passed, type World } from "@/e2e/fixtures/world";

const open: World[] = [];
afterEach(() => Promise.all(open.splice(0).map((world) => world.close())));

async function start(env: Record<string, string> = {}) {
  const world = await openWorld({ env, on: "sqlite" });
  open.push(world);
  return { world, doors: await openDoors(world) };
}

const databaseFile = (world: World) => join(world.dataDir, "tidings.db");

describe("D13: back pressure", () => {
  it("INTAKE_MAX_BACKLOG owed deliveries are 503 with Retry-After, and nothing is stored", async () => {
    const { world, doors } = await start({ INTAKE_MAX_BACKLOG: "3" });
    await world.webhook();
    const id = "order-7";
    expect((await doors.post([passed({ id }), passed()])).status).toBe(202);
    expect((await doors.post(passed())).status).toBe(202);
    const { status, json, headers } = await doors.post(passed());
    expect(status).toBe(503);
    expect(json).toMatchObject({ type: "/problems/backlog_full", status: 503 });
    expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
    expect(await doors.count("events")).toBe(3);
    expect(await doors.count("deliveries")).toBe(3);
  });

  it("events that owe nothing are not counted", async () => {
    const { doors } = await start({ INTAKE_MAX_BACKLOG: "1" });
    for (let i = 0; i < 3; i++) expect((await doors.post(passed())).status).toBe(202);
  });
});

describe("D15: trouble with the database", () => {
  it("a lock held by another process is 503 within 5 s, nothing is stored, and the same post works later", async () => {
    const { world, doors } = await start();
    const other = new Sqlite(databaseFile(world));
    other.exec("BEGIN IMMEDIATE");
    const began = performance.now();
    const answers = await Promise.all([doors.post(passed({ id: "a" })), doors.post(passed({ id: "b" }))]);
    const took = performance.now() - began;
    for (const { status, json, headers } of answers) {
      expect(status).toBe(503);
      expect(json.type).toBe("/problems/database_unavailable");
      expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
    }
    expect(took).toBeLessThan(10_000);
    other.exec("ROLLBACK");
    other.close();
    expect(await doors.count("events")).toBe(0);
    expect((await doors.post(passed({ id: "a" }))).json).toMatchObject({ accepted: 1, duplicates: 0 });
  });

  it("a short lock is waited for", async () => {
    const { world, doors } = await start();
    const other = new Sqlite(databaseFile(world));
    other.exec("BEGIN IMMEDIATE");
    const posted = doors.post(passed());
    const early = await Promise.race([posted, new Promise((resolve) => setTimeout(resolve, 60, "waits"))]);
    expect(early).toBe("waits");
    other.exec("ROLLBACK");
    other.close();
    expect((await posted).status).toBe(202);
  });

  it("a database file that was moved away is 503, never an acceptance that is lost", async () => {
    const { world, doors } = await start();
    expect((await doors.post(passed())).status).toBe(202);
    renameSync(databaseFile(world), `${databaseFile(world)}.away`);
    const { status, json } = await doors.post(passed());
    expect(status).toBe(503);
    expect(json.type).toBe("/problems/database_unavailable");
    renameSync(`${databaseFile(world)}.away`, databaseFile(world));
    expect((await doors.post(passed())).status).toBe(202);
    expect(await doors.count("events")).toBe(2);
  });

  it("a closed database is 503 for every door", async () => {
    const { world, doors } = await start();
    await world.tidings.database.close();
    expect((await doors.post(passed())).status).toBe(503);
    expect((await doors.v1("GET", "/webhooks")).status).toBe(503);
  });

  it("a server that drains answers 503 with Connection: close", async () => {
    const { world, doors } = await start();
    world.tidings.draining = true;
    const { status, headers } = await doors.post(passed());
    expect(status).toBe(503);
    expect(headers.get("connection")).toBe("close");
    expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
    world.tidings.draining = false;
    expect(await doors.count("events")).toBe(0);
  });
});
