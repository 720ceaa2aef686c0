import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findKeyHolder } from "@/lib/api-keys/find-holder";
import { acceptEvents } from "@/lib/events/accept-events";
import { parsePostedEvents } from "@/lib/events/posted-event";
import { type Instance, openInstance } from "@/lib/instance";

const root = join(import.meta.dirname, "..");
const ACME = "account create --name Acme --plan paid --admin-email ada@example.org --admin-password";
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

let dataDir: string;
// biome-ignore lint/suspicious/noExplicitAny: what the first two commands printed
let made: { account: any; dataCenter: any };
beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "tidings-cli-"));
  // The first call bundles if the sources have changed, and says nothing of it.
  const account = await done(`${ACME} "a long password"`);
  const dataCenter = await done('data-center create --client 1 --name "Main data center" --sample-data');
  made = { account, dataCenter };
});
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

interface Result {
  code: number;
  stdout: string;
  stderr: string;
  // biome-ignore lint/suspicious/noExplicitAny: each command prints something else
  json: any;
}

function tidings(args: string[], env: Record<string, string> = {}): Promise<Result> {
  const settings = { ...process.env, DATABASE_URL: "", LOG_LEVEL: "", DATA_DIR: dataDir, ...env };
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [join(root, "bin/tidings.mjs"), ...args],
      { env: settings },
      (error, stdout, stderr) => {
        const code = error ? Number(error.code) : 0;
        resolve({ code, stdout, stderr, json: parse(stdout) });
      },
    );
  });
}

function parse(text: string) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const words = (line: string) => line.match(/"[^"]*"|\S+/g)?.map((word) => word.replaceAll('"', "")) ?? [];
/** Done: JSON of one line on stdout, nothing on stderr. */
async function done(line: string) {
  const result = await tidings(words(line));
  expect(result, line).toMatchObject({ code: 0, stderr: "" });
  expect(result.stdout).toBe(`${JSON.stringify(result.json)}\n`);
  return result.json;
}
async function fails(code: 1 | 2, line: string, env: Record<string, string> = {}) {
  const result = await tidings(words(line), env);
  expect(result, line).toMatchObject({ code, stdout: "" });
  expect(result.stderr).toMatch(/\S/);
  expect(result.stderr).not.toMatch(/^\s+at /m);
  return result.stderr;
}
async function inInstance<T>(work: (instance: Instance) => Promise<T>): Promise<T> {
  const instance = await openInstance({ DATA_DIR: dataDir, LOG_LEVEL: "silent" });
  try {
    return await work(instance);
  } finally {
    await instance.close();
  }
}

describe("from an empty DATA_DIR to an accepted event", () => {
  it("account create answers the client id and the administrator's user id", () => {
    expect(made.account).toEqual({ clientId: 1, userId: expect.stringMatching(UUID) });
  });

  it("data-center create --sample-data answers at least two personas and two lead scorings of two stages", () => {
    const { dataCenterId, personas, leadScorings } = made.dataCenter;
    const entry = { id: expect.any(Number), name: expect.any(String), threshold: expect.any(Number) };
    expect(dataCenterId).toBe(1);
    expect(personas.length).toBeGreaterThanOrEqual(2);
    for (const persona of personas) expect(persona).toEqual(entry);
    expect(leadScorings.length).toBeGreaterThanOrEqual(2);
    for (const scoring of leadScorings) {
      expect(scoring).toEqual({
        id: expect.any(Number),
        name: expect.any(String),
        stages: expect.any(Array),
      });
      expect(scoring.stages.length).toBeGreaterThanOrEqual(2);
      for (const stage of scoring.stages) expect(stage).toEqual(entry);
    }
  });

  it("api-key create answers a key that events are accepted with, until it is revoked", async () => {
    const apiKey = await done(
      "api-key create --client 1 --name p --scopes events:write,webhooks:read --data-centers 1",
    );
    expect(apiKey).toEqual({
      apiKeyId: expect.stringMatching(UUID),
      key: expect.stringMatching(/^tdg_[\w-]{43}$/),
    });
    await inInstance(async (instance) => {
      const holder = await findKeyHolder(instance, apiKey.key);
      expect(holder).toMatchObject({
        accountId: 1,
        scopes: ["events:write", "webhooks:read"],
        dataCenterIds: [1],
      });
      const event = { type: "persona.threshold_passed", dataCenterId: 1, contact: { id: 1 } };
      const posted = parsePostedEvents({ ...event, data: { personaId: 1, score: 100 } }, { now: Date.now() });
      if (!holder || !posted.ok) throw new Error("the key or the event is refused");
      expect(await acceptEvents(instance, holder, posted)).toMatchObject({ accepted: 1 });
    });

    expect(await done(`api-key revoke --id ${apiKey.apiKeyId}`)).toEqual({});
    expect(await inInstance(async (instance) => findKeyHolder(instance, apiKey.key))).toBeUndefined();
    await fails(1, `api-key revoke --id ${apiKey.apiKeyId}`);
  });

  it("further data centers are numbered on and are empty without --sample-data", async () => {
    const empty = { personas: [], leadScorings: [] };
    expect(await done("data-center create --client 1 --name Second")).toEqual({ dataCenterId: 2, ...empty });
    expect(await done("data-center create --client 1 --name Third")).toEqual({ dataCenterId: 3, ...empty });
  });

  it("users are created once for an account, and passwords are set anew", async () => {
    const user = await done(
      'user create --client 1 --email Bob@Example.org --password "another password" --role member',
    );
    expect(user).toEqual({ userId: expect.stringMatching(UUID) });
    expect(
      await fails(1, 'user create --client 1 --email bob@example.org --password "x y z x y z" --role member'),
    ).toContain("member of the account already");
    expect(await done('user reset-password --email BOB@example.org --password "the third password"')).toEqual(
      user,
    );
    await fails(1, 'user reset-password --email nobody@example.org --password "the third password"');
  });

  it("account update changes what is named and keeps the rest; account list shows it", async () => {
    const change = "--plan free --feature automation=on --webhook-limit 7 --retention-days 14";
    const changed = await done(`account update --client 1 ${change}`);
    expect(changed).toMatchObject({ clientId: 1, plan: "free", webhookLimit: 7, retentionDays: 14 });
    const { accounts } = await done("account list");
    expect(accounts).toEqual([changed]);
    const back = await done("account update --client 1 --plan paid --feature automation=off");
    expect(back).toMatchObject({ plan: "paid", webhookLimit: 7, retentionDays: 14 });
    expect(await done("account update --client 1")).toEqual(back);
  });

  it("doctor and migrate answer for a database that is in order", async () => {
    expect(await done("migrate")).toEqual({ migrated: true });
    const { ok, checks } = await done("doctor");
    expect(ok).toBe(true);
    for (const check of checks) {
      expect(check).toEqual({ name: expect.any(String), ok: true, detail: expect.any(String) });
    }
  });

  it("the secret key is made once, for its owner's eyes alone", () => {
    expect(statSync(join(dataDir, "secret.key")).mode & 0o777).toBe(0o600);
  });
});

describe("every command works on an empty DATA_DIR", () => {
  it.each([
    ["account list", { accounts: [] }],
    ["migrate", { migrated: true }],
    ["doctor", { ok: true, checks: expect.any(Array) }],
    ["rekey", expect.objectContaining({ next: expect.stringContaining("There is one key") })],
  ])("%s", async (line, answer) => {
    const fresh = join(dataDir, `fresh-${line.replaceAll(" ", "-")}`);
    const { code, json, stderr } = await tidings(words(line), { DATA_DIR: fresh });
    expect({ code, json, stderr }).toEqual({ code: 0, json: answer, stderr: "" });
    expect(existsSync(join(fresh, "tidings.db"))).toBe(true);
  });
});

describe.concurrent("what is refused is code 1, with the reason on stderr and nothing on stdout", () => {
  it.each([
    ["account update --client 99 --plan paid", "There is no account 99."],
    ["data-center create --client 99 --name x", "There is no account 99."],
    [
      "user create --client 99 --email a@example.org --password 0123456789 --role member",
      "There is no account 99.",
    ],
    ["api-key create --client 99 --name x --scopes events:write", "There is no account 99."],
    [
      "api-key create --client 1 --name x --scopes events:write --data-centers 1,98,99",
      "--data-centers: there is no data center 98, 99 in account 1. Name data centers of the account.",
    ],
    ["api-key revoke --id 01890000-0000-7000-8000-000000000000", "There is no API key"],
  ])("%s", async (line, reason) => {
    expect(await fails(1, line)).toContain(reason);
  });

  it("an environment that can't be used", async () => {
    const { code, stdout, stderr } = await tidings(["account", "list"], { RETENTION_DAYS: "3" });
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toContain("RETENTION_DAYS must be a whole number from 14 to 365");
  });
});

describe.concurrent("wrong usage is code 2, and the reason names every flag at fault", () => {
  it.each<[string, string[]]>([
    ["", ["Usage"]],
    ["account", ["Usage"]],
    ["account destroy", ["unknown command 'destroy'"]],
    ["account list extra", ["too many arguments"]],
    ["backup", ["missing required argument 'file'"]],
    ["backup a.db b.db", ["too many arguments"]],
    ["restore", ["missing required argument 'file'"]],
    ["restore a.db --force", ["unknown option '--force'"]],
    ["rekey now", ["too many arguments"]],
    ["account list --all", ["unknown option '--all'"]],
    ["account update --client", ["argument missing"]],
    ["account update", ["--client is missing"]],
    [
      "account create --plan gold --admin-email nobody --admin-password short",
      [
        "--name is missing",
        "--plan must be free or paid",
        "--admin-email is not an e-mail address",
        "--admin-password is shorter than 10 characters",
      ],
    ],
    [
      "account update --client one --feature magic=on --retention-days 13 --webhook-limit -1",
      [
        "--client must be a whole number",
        "--feature must be automation=on or automation=off",
        "--retention-days must be at least 14",
        "--webhook-limit must be a whole number",
      ],
    ],
    ["account update --client 1 --retention-days 366", ["--retention-days must be at most 365"]],
    [
      "user create --client 1 --email a@example.org --password 0123456789 --role owner",
      ["--role must be administrator or member"],
    ],
    ['data-center create --client 1 --name " "', ["--name is empty"]],
    [
      "api-key create --client 1 --name x --scopes events:read --data-centers one",
      [
        "--scopes must be one or more of events:write, webhooks:read",
        "--data-centers must be a whole number",
      ],
    ],
    ["api-key create --client 1 --name x --scopes ,", ["--scopes is empty"]],
    ["api-key revoke --id 1", ["--id must be the id of a key"]],
  ])("%s", async (line, reasons) => {
    const untouched = join(dataDir, "untouched");
    const stderr = await fails(2, line, { DATA_DIR: untouched });
    for (const reason of reasons) expect(stderr).toContain(reason);
    expect(stderr).not.toMatch(/expected|Invalid|Too (small|big)/);
    expect(existsSync(join(untouched, "tidings.db"))).toBe(false);
  });

  it("--help is no fault: code 0", async () => {
    for (const args of [["--help"], ["account", "create", "--help"]]) {
      const { code, stdout } = await tidings(args);
      expect(code).toBe(0);
      expect(stdout).toContain("Usage: tidings");
    }
  });
});
