import { randomBytes } from "node:crypto";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { ENGINES, type Place } from "@/db/conformance/engines";
import { type OpenOptions, openInstance } from "@/lib/instance";
import { rekey } from "@/lib/secrets/rekey";

const [, postgres] = ENGINES;
const newKey = () => randomBytes(32).toString("base64");

let place: Place;
const key = newKey();
beforeEach(async () => {
  place = await postgres.place();
});

/** One of several processes on the same database. */
async function join(TIDINGS_SECRET_KEY = key, options: OpenOptions = {}) {
  const tidings = await openInstance(
    { ...place.env, TIDINGS_SECRET_KEY, LOG_LEVEL: "silent", HOST: "0.0.0.0" },
    options,
  );
  onTestFinished(() => tidings.close());
  return tidings;
}

describe("processes that share a PostgreSQL", () => {
  it("G5: count wrong passwords together, whichever of them is asked", async () => {
    const [a, b] = [await join(), await join()];
    const guess = { kind: "password" as const, email: "ada@example.org", device: null, address: null };
    for (let tries = 0; tries < 10; tries++) await (tries % 2 ? a : b).signInLimits.begin(guess);
    for (const { signInLimits } of [a, b]) {
      await expect(signInLimits.begin(guess)).rejects.toThrow("Too many attempts. Try again in 15 minutes.");
    }
    const right = await a.signInLimits.begin({ ...guess, email: "ben@example.org" });
    await right.succeeded();
    expect(await b.signInLimits.isFirstUse("ben", "123456")).toBe(true);
    expect(await a.signInLimits.isFirstUse("ben", "123456")).toBe(false);
  });

  it("ask the first visitor for the same set-up code, which nobody without the secret key can know", async () => {
    const [a, b] = [await join(), await join()];
    expect(a.setUpCode).toMatch(/^[A-Z2-9]{8}$/);
    expect(b.setUpCode).toBe(a.setUpCode);
  });

  it("go by the database server's clock", async () => {
    const tidings = await join();
    const [row] = await tidings.database.rows<{ at: number }>(
      "SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS at",
      [],
    );
    // Its answer took a while to get here; how exactly it is followed, lib/database-clock.test.ts says.
    expect(Math.abs(tidings.now() - Number(row?.at))).toBeLessThan(10_000);
  });

  it("need one secret key, until rekey makes another one the database's", async () => {
    await join();
    const other = newKey();
    await expect(join(other)).rejects.toThrow(/secret key is not this database's.*tidings rekey/);
    await rekey(await join(other, { anyKey: true }));
    await join(other);
    await expect(join()).rejects.toThrow(/secret key is not this database's/);
  });

  it("don't start while a move into the database is not finished", async () => {
    const tidings = await join();
    await tidings.database.atomically((tx) =>
      tx.rows("INSERT INTO installation (name, value) VALUES ('move', 'begun')", []),
    );
    await expect(join()).rejects.toThrow(/move.*not finished.*tidings move/);
  });
});
