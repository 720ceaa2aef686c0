import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import Database from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "..");

let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "tidings-cli-webhooks-"));
  for (const at of ["here", "there"]) {
    const person = ["--admin-email", "ada@example.org", "--admin-password", "a long password"];
    await done(["account", "create", "--name", "Acme", "--plan", "paid", ...person], { at });
    await done(["data-center", "create", "--client", "1", "--name", "Main", "--sample-data"], { at });
  }
  writeFileSync(join(folder, "hooks.yaml"), FILE);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const FILE = `
tidings: 1
webhooks:
  - label: Hot leads
    status: active
    dataCenterId: 1
    triggers:
      - type: persona.threshold_passed
        personaIds: [1]
    url: https://hooks.example.com/leads
    authentication:
      type: basic
      username: crm
      password: { fromEnvironment: CRM_PASSWORD }
    notifyEmails: [ada@example.org]
`;

interface Options {
  /** Which of the two installations. */
  at?: string;
  env?: Record<string, string>;
  stdin?: string;
}

async function tidings(args: string[], { at = "here", env = {}, stdin = "" }: Options = {}) {
  const own = { DATABASE_URL: "", LOG_LEVEL: "", CRM_PASSWORD: "", DATA_DIR: join(folder, at) };
  const egress = { EGRESS_ALLOW_CIDRS: "", EGRESS_RESOLVE: "hooks.example.com=93.184.216.34" };
  const child = spawn(process.execPath, [join(root, "bin/tidings.mjs"), ...args], {
    env: { ...process.env, ...own, ...egress, ...env },
  });
  child.stdin.end(stdin);
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await ended, stdout, stderr };
}

async function done(args: string[], options: Options = {}) {
  const { stdout, ...rest } = await tidings(args, options);
  expect(rest, args.join(" ")).toEqual({ code: 0, stderr: "" });
  return stdout;
}
const answer = async (args: string[], options: Options = {}) => JSON.parse(await done(args, options));

const file = (name: string, content: string) => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};
const CLIENT = ["--client", "1"];
const env = { CRM_PASSWORD: "the password" };

describe("webhooks as a file, by the command line", () => {
  it("are planned, applied, applied again without a change, exported, and equal on another installation", async () => {
    const hooks = join(folder, "hooks.yaml");
    const planned = await answer(["webhooks", "plan", hooks, ...CLIENT], { env });
    expect(planned).toMatchObject({ hasChanges: true, summary: { create: 1 }, unmanaged: [] });
    const applied = await answer(["webhooks", "apply", hooks, ...CLIENT], { env });
    expect(applied).toMatchObject({ applied: true, failure: null, changes: [{ done: ["create"] }] });
    const again = await answer(["webhooks", "apply", hooks, ...CLIENT], { env });
    expect(again).toMatchObject({ applied: true, hasChanges: false, summary: { unchanged: 1 } });
    const kept = await answer(["webhooks", "plan", hooks, ...CLIENT]);
    expect(kept).toMatchObject({ hasChanges: false, changes: [{ secrets: [{ value: "kept" }] }] });

    const yaml = await done(["webhooks", "export", ...CLIENT]);
    expect(yaml).toMatch(/^# Webhooks of account 1 \(Acme\)\.\n/);
    expect(yaml).toContain("fromEnvironment: HOT_LEADS_PASSWORD # ");
    expect(yaml + JSON.stringify([planned, applied])).not.toContain("the password");
    const json = await done(["webhooks", "export", ...CLIENT, "--data-center", "1", "--format", "json"]);
    expect(JSON.parse(json)).toMatchObject({
      tidings: 1,
      dataCenters: [1],
      webhooks: [{ label: "Hot leads" }],
    });

    const there = { at: "there", env: { HOT_LEADS_PASSWORD: "the password" } };
    for (const created of [1, 0]) {
      const stdin = yaml;
      const result = await answer(["webhooks", "apply", "-", ...CLIENT, "--prune"], { ...there, stdin });
      expect(result).toMatchObject({ applied: true, summary: { create: created } });
    }
    expect(await done(["webhooks", "export", ...CLIENT], there)).toBe(yaml);
  });

  it("--prune takes the others away", async () => {
    const empty = file("empty.yaml", "tidings: 1\nwebhooks: []\n");
    const there = { at: "there" };
    await done(["webhooks", "apply", join(folder, "hooks.yaml"), ...CLIENT], { ...there, env });
    expect(await answer(["webhooks", "plan", empty, ...CLIENT], there)).toMatchObject({
      ...{ hasChanges: false, unmanaged: ["Hot leads"] },
    });
    expect(await answer(["webhooks", "apply", empty, ...CLIENT, "--prune"], there)).toMatchObject({
      ...{ applied: true, changes: [{ action: "delete", done: ["deactivate", "delete"] }] },
    });
    expect(await done(["webhooks", "export", ...CLIENT], there)).toContain("webhooks: []");
  });
});

describe("where the database fails in the middle", () => {
  it("code 1: stdout says what is done, stderr why it stopped, and the next apply completes it", async () => {
    const at = "broken";
    const person = ["--admin-email", "ada@example.org", "--admin-password", "a long password"];
    await done(["account", "create", "--name", "Acme", "--plan", "paid", ...person], { at });
    await done(["data-center", "create", "--client", "1", "--name", "Main", "--sample-data"], { at });
    const database = new Database(join(folder, at, "tidings.db"));
    database.exec(`CREATE TRIGGER broken BEFORE INSERT ON webhooks WHEN new.label = 'B'
      BEGIN SELECT raise(ABORT, 'the disk is tired'); END`);
    const webhook = "dataCenterId: 1, url: https://hooks.example.com, triggers: [{ type: contact.updated }]";
    const stdin = `tidings: 1\nwebhooks: [${["A", "B", "C"].map((l) => `{ label: ${l}, ${webhook} }`)}]`;
    const args = ["webhooks", "apply", "-", ...CLIENT];
    const { code, stdout, stderr } = await tidings(args, { at, stdin });
    expect(code).toBe(1);
    expect(stderr).toContain('create of "B" failed: the disk is tired\n1 of 3 steps are done');
    const { applied, changes, failure } = JSON.parse(stdout);
    expect(changes.map(({ done }: { done: string[] }) => done)).toEqual([["create"], [], []]);
    expect({ applied, failure }).toMatchObject({ applied: false, failure: { label: "B", step: "create" } });
    database.exec("DROP TRIGGER broken");
    database.close();
    const again = await answer(args, { at, stdin });
    expect(again).toMatchObject({ applied: true, summary: { create: 2, unchanged: 1 } });
  });
});

describe.concurrent("what is refused is code 1, with every reason on stderr and nothing on stdout", () => {
  const refused = async (args: string[], options: Options = {}) => {
    const { code, stdout, stderr } = await tidings(args, options);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).not.toMatch(/^\s+at /m);
    return stderr;
  };

  it("a missing variable, an unknown data center, a faulty trigger: with their lines, at once", async () => {
    const content = FILE.replace("Hot leads", "Others")
      .replace("[1]", "[]")
      .concat(
        "  - { label: More, dataCenterId: 9, url: https://hooks.example.com, triggers: [{ type: contact.updated }] }\n",
      );
    const stderr = await refused(["webhooks", "apply", file("faulty.yaml", content), ...CLIENT]);
    expect(stderr.trim().split("\n")).toEqual([
      expect.stringMatching(/^line 9, column 9: webhooks\.0\.triggers\.0\.personaIds: .*\. .*\.$/),
      expect.stringMatching(
        /^line 14, column 7: webhooks\.0\.authentication\.password: CRM_PASSWORD is not set/,
      ),
      expect.stringMatching(
        /^line 16, column 20: webhooks\.1\.dataCenterId: there is no data center 9 in the account/,
      ),
    ]);
    expect(await done(["webhooks", "export", ...CLIENT])).not.toMatch(/Others|More/);
  });

  it("YAML that is none", async () => {
    expect(await refused(["webhooks", "plan", "-", ...CLIENT], { stdin: "tidings: 1\nwebhooks: [" })).toMatch(
      /^line 2, column 12: /,
    );
  });

  it.each([
    ["plan", join("nowhere", "hooks.yaml"), "There is no file nowhere/hooks.yaml."],
    ["apply", root, "can't be read"],
  ])("%s %s", async (verb, path, reason) => {
    expect(await refused(["webhooks", verb, path, ...CLIENT])).toContain(reason);
  });

  it("an account or a data center that there isn't", async () => {
    expect(await refused(["webhooks", "export", "--client", "9"])).toBe("There is no account 9.\n");
    expect(await refused(["webhooks", "export", "--client", "1"], { at: "empty" })).toBe(
      "There is no account 1.\n",
    );
    expect(await refused(["webhooks", "export", ...CLIENT, "--data-center", "9"])).toContain(
      "--data-center: there is no data center 9 in account 1",
    );
  });
});

describe.concurrent("wrong usage is code 2", () => {
  it.each([
    [["webhooks"], "Usage"],
    [["webhooks", "plan"], "missing required argument 'file'"],
    [["webhooks", "apply", "-"], "--client is missing"],
    [["webhooks", "apply", "a", "b", ...CLIENT], "too many arguments"],
    [["webhooks", "export", ...CLIENT, "--prune"], "unknown option '--prune'"],
    [["webhooks", "export", ...CLIENT, "--format", "xml"], "--format must be yaml or json"],
    [["webhooks", "export", ...CLIENT, "--data-center", "one"], "--data-center must be a whole number"],
  ])("%j", async (args, reason) => {
    const { code, stdout, stderr } = await tidings(args, { at: "untouched" });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(reason);
  });
});
