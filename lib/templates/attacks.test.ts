import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { build, stop } from "esbuild";
import { describe, expect, it } from "vitest";
import { EXHAUSTING, HARD_TO_PARSE, HARMLESS, NO_FILTER, NO_TAG, READING } from "./attacks.fixture";
import { attempt, faultsOf, rendered, SCOPE } from "./rendered.fixture";

const withData = (data = {}) => ({ event: { data } });

describe("G10: a template", () => {
  it.each(READING)("reads nothing that is not a value of its own: %s", (template) => {
    const before = Object.getOwnPropertyNames(Object.prototype);
    expect(rendered(template)).toBe("");
    expect(rendered(template, { answers: {} })).toBe("");
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before);
  });

  it.each(READING)("leaves nothing in JSON but null and nothing in its place: %s", (template) => {
    const body = rendered(template, { medium: "json" });
    expect(["", "null", '""', "nullnull", "nullnullnullnull"]).toContain(body);
  });

  it("takes parameters with names of objects for what they are", () => {
    const data = JSON.parse(
      '{"constructor":"c","__proto__":"p","toString":{"call":1},"items":[{"__proto__":2}]}',
    );
    const template =
      "${constructor} ${event['__proto__']} ${event.toString.call} ${event.items | map: '__proto__'}";
    expect(rendered(template, withData(data))).toBe("c p 1 [2]");
    expect(({} as Record<string, unknown>).call).toBeUndefined();
  });

  it.each(NO_TAG)("has no files, no counters and no other output: %s", (template) => {
    expect(faultsOf(template)[0]?.message).toMatch(/^line 1, column 1: there is no tag/);
  });

  it.each(NO_FILTER)("has no filter that leaves the values: %s", (filter) => {
    expect(faultsOf(`\${email | ${filter}}`)[0]?.message).toMatch(/^line 1, column 11: there is no filter/);
  });

  it.each(["[(1..3)]", "a[b]", "(1..2)"])("takes no expression for a property's name: %s", (name) => {
    const data = { items: [{ a: 1 }], name, names: [name] };
    for (const filter of ["where", "map", "sort", "group_by", "sum", "find", "has", "reject"]) {
      for (const from of ["event.name", "event.names"]) {
        const fault = attempt(`\${event.items | ${filter}: ${from}}`, withData(data));
        expect(fault).toHaveProperty(
          "message",
          "line 1, column 1: the expression can't be computed with these values",
        );
      }
    }
  });

  it.each(EXHAUSTING.map((attack) => ({ ...attack })))(
    "is stopped and named: $what",
    ({ template, data }) => {
      const fault = attempt(template, withData(data));
      expect(fault).toMatchObject({ line: 1, remedy: "Make its loops and lists shorter." });
      expect(fault).toHaveProperty(
        "message",
        expect.stringMatching(/more work than one request may|more than 1 MiB/),
      );
    },
  );

  it("is stopped at the same step on every machine", () => {
    const [{ template = "" } = {}] = EXHAUSTING.slice(1);
    expect(attempt(template)).toEqual(attempt(template));
  });

  it.each(HARMLESS.map((attack) => ({ ...attack })))("goes through with $what", ({ template, data }) => {
    expect(["", "0"]).toContain(attempt(template, withData(data)));
  });

  it.each(HARD_TO_PARSE.map((attack) => ({ ...attack })))(
    "is read to its end or to a fault: $what",
    ({ template }) => {
      for (const medium of ["text", "json", "xml"] as const) {
        const faults = faultsOf(template, { medium });
        for (const { message } of faults) expect(message).toMatch(/^line \d+, column \d+: .{10,120}$/);
        expect(faults.length).toBeLessThanOrEqual(60);
      }
    },
  );

  it("tells nothing of the machine or of LiquidJS in what it says", () => {
    const said = [...NO_TAG, ...HARD_TO_PARSE.map(({ template }) => template)].flatMap((template) =>
      faultsOf(template).map((fault) => JSON.stringify(fault)),
    );
    expect(said.join("")).not.toMatch(/liquid(js)?\b.*error|node_modules|file:|\bat \w+ \(|ENOENT|passwd/i);
  });

  it("stays within a second and 64 MiB whatever it does, and so keeps nobody waiting", async () => {
    const folder = await mkdtemp(join(tmpdir(), "attacks-"));
    try {
      const outfile = join(folder, "program.cjs");
      await build({
        ...{ entryPoints: ["lib/templates/attacks-program.fixture.ts"], outfile, logLevel: "warning" },
        ...{ bundle: true, platform: "node", format: "cjs", target: "node20" },
      });
      await stop();
      const run = promisify(execFile);
      const { stdout } = await run(process.execPath, ["--max-old-space-size=64", outfile]);
      const took = JSON.parse(stdout) as { what: string; medium: string; cpuMillis: number }[];
      expect(took).toHaveLength(EXHAUSTING.length + HARMLESS.length + 3 * HARD_TO_PARSE.length);
      expect(took.filter(({ cpuMillis }) => cpuMillis > 1_000)).toEqual([]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

it("G10: leaves the values as they were, whatever a template does with them", () => {
  const before = JSON.stringify(SCOPE);
  rendered("{% assign x = event.items | push: 'c' | reverse %}{% assign email = 'x' %}${x}${email}");
  expect(JSON.stringify(SCOPE)).toBe(before);
});
