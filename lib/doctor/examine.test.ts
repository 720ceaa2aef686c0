import { randomBytes } from "node:crypto";
import { chmodSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { openWorld, passed, type World } from "@/e2e/fixtures/world";
import { takeEngineLock } from "@/lib/engine/engine-lock";
import { openInstance } from "@/lib/instance";
import { rekey } from "@/lib/secrets/rekey";
import { checkLog } from "./database";
import { examine } from "./examine";

let world: World;
beforeEach(async () => {
  world = await openWorld({ on: "sqlite" });
  onTestFinished(() => world.close());
});

const check = async (name: string, tidings = world.tidings) => {
  const { ok, checks } = await examine(tidings);
  const found = checks.find((each) => each.name === name);
  expect(ok).toBe(checks.every((each) => each.ok));
  return { ok: found?.ok, detail: found?.detail };
};
const saying = (ok: boolean, text: RegExp) => ({ ok, detail: expect.stringMatching(text) });

describe("doctor", () => {
  it("finds nothing wrong with a healthy copy, and says what it looked at", async () => {
    await world.webhook();
    await world.accept();
    await world.deliver();
    expect(await examine(world.tidings)).toMatchObject({ ok: true });
    expect(await check("commits")).toEqual(saying(true, /synchronous=FULL/));
    expect(await check("engine")).toEqual(saying(true, /no engine is at work; nothing is due/));
  });

  it("opens a credential of each key in use, and names the key that is missing", async () => {
    await world.webhook();
    const { env } = world.tidings;
    const old = world.tidings.keyring.keyIds[0] as string;
    expect(await check("credentials")).toEqual(saying(true, new RegExp(`keys in use: ${old}\\)`)));
    const at = { DATA_DIR: env.DATA_DIR, LOG_LEVEL: "silent" };
    const key = `new:${randomBytes(32).toString("base64")}`;
    const stranger = await openInstance({ ...at, TIDINGS_SECRET_KEY: key });
    onTestFinished(() => stranger.close());
    expect(await check("credentials", stranger)).toEqual(
      saying(false, new RegExp(`lacks the key ${old} .*Put it back`)),
    );

    const secretKey = join(env.DATA_DIR, "secret.key");
    writeFileSync(secretKey, `${key}\n${readFileSync(secretKey, "utf8")}`);
    const both = await openInstance(at);
    onTestFinished(() => both.close());
    expect(await check("credentials", both)).toEqual(saying(true, new RegExp(`call rekey to need ${old}`)));
    await rekey(both);
    expect(await check("credentials", both)).toEqual(saying(true, new RegExp(`${old} can be taken out`)));
  });

  it("says when the secret key can be read by others, or not at all", async () => {
    const file = join(world.dataDir, "secret.key");
    chmodSync(file, 0o644);
    expect(await check("secret key")).toEqual(saying(false, /chmod 600/));
    chmodSync(file, 0o600);
    expect(await check("secret key")).toEqual(saying(true, /its owner alone/));
  });

  it("says when commits would not be durable", async () => {
    const { database } = world.tidings;
    if (database.dialect === "sqlite") database.sqlite.pragma("synchronous = NORMAL");
    expect(await check("commits")).toEqual(saying(false, /synchronous is 1 instead of 2/));
  });

  it("says when the write-ahead log has grown, and what keeps it", async () => {
    const wal = join(world.dataDir, "tidings.db-wal");
    expect(await check("write-ahead log")).toEqual(saying(true, /MiB/));
    truncateSync(wal, 300 * 1024 * 1024);
    expect(checkLog(world.tidings)).toEqual(saying(false, /300 MiB wait to be written back.*End it/));
    truncateSync(wal, 0);
  });

  it("says when something is due and nobody delivers", async () => {
    await world.webhook();
    await world.accept(passed());
    world.clock.now += 59_000;
    expect(await check("engine")).toEqual(saying(true, /waited 59 s/));
    world.clock.now += 3_600_000;
    expect(await check("engine")).toEqual(saying(false, /no engine is at work.*61 min.*npm run engine/));
    const unlock = takeEngineLock(world.dataDir);
    expect(await check("engine")).toEqual(saying(true, /an engine is at work.*warning/));
    unlock?.();
  });

  it("says when the clock was set back", async () => {
    await world.accept();
    world.clock.now -= 600_000;
    expect(await check("clock")).toEqual(saying(false, /10 min from now.*set back/));
  });

  it("says when as much is owed as may be", async () => {
    await world.webhook();
    await world.accept();
    world.tidings.env.INTAKE_MAX_BACKLOG = 1;
    expect(await check("backlog")).toEqual(saying(false, /refused with 503/));
  });

  it("warns of plain http off loopback, which is no fault", async () => {
    world.tidings.env.PUBLIC_URL = "http://tidings.example.org";
    expect(await check("public address")).toEqual(saying(true, /^warning: .*plain http.*Put TLS in front/));
  });
});
