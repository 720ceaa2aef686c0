// `npm test`: everything that has to hold, cheapest first; `.ci/run` calls nothing else.
import { mkdirSync, openSync, readFileSync, rmSync } from "node:fs";
import { ensureBrowser, ensureBuilt, ensureInstalled, ensureInterpreters, run, say } from "./steps.mjs";
import { worldTests } from "./world-tests.mjs";

const counted = { passed: 0, failed: 0, skipped: 0 };
let failed = false;

async function step(name, work) {
  say(`\n── ${name} ──`);
  const begun = performance.now();
  try {
    await work();
  } catch (error) {
    failed = true;
    say(`${name} failed: ${error.message}`);
  }
  say(`(${((performance.now() - begun) / 1_000).toFixed(1)} s)`);
}

/** Alone on the machine: their promises are about time too. */
const IN_SHORT = ["kill", "control", "stop", "repeat", "fair", "busy", "workflows", "engines"];
/** Of these, what differs on PostgreSQL: what a kill leaves there. */
const IN_SHORT_ON_POSTGRES = ["kill", "repeat"];
/** Flows that go through most of what is stored. */
const ON_POSTGRES = ["flows/webhooks.spec", "flows/delivery.spec", "flows/workflows.spec"];
const CHAOS = "test-results/chaos.jsonl";

const npx = (...args) => run("npx", args, { stdio: ["ignore", "inherit", "inherit"] });

await ensureInstalled();
rmSync("test-results", { recursive: true, force: true });
mkdirSync("test-results");

await step("Lint and import directions", () => run("npm", ["run", "-s", "lint"], { stdio: "inherit" }));
await step("Build", () => ensureBuilt());
await step("Types", () => npx("tsc", "--noEmit"));
await step("PHP and Python for the samples", () => ensureInterpreters());
await step("Rules, databases, doors", () =>
  npx("vitest", "run", "--reporter=default", "--reporter=json", "--outputFile.json=test-results/unit.json"),
);
count("test-results/unit.json", unitCounts);
await step("The same installation on PostgreSQL", () =>
  run(
    "npx",
    [
      ...["vitest", "run", "--reporter=default", "--reporter=json"],
      ...["--outputFile.json=test-results/postgres.json", ...worldTests()],
    ],
    {
      stdio: ["ignore", "inherit", "inherit"],
      env: { ...process.env, TEST_DATABASE: "postgres" },
    },
  ),
);
count("test-results/postgres.json", unitCounts);
await step("Kill, stop, repeat, crowd, lock, workflows and several engines, in short (npm run chaos)", () =>
  playChaos(IN_SHORT),
);
await step("Kill and repeat on PostgreSQL, in short", () =>
  playChaos(IN_SHORT_ON_POSTGRES, "--database", "postgres"),
);
await step("Some flows in a real browser, on PostgreSQL", async () => {
  await ensureBrowser();
  await run("npx", ["playwright", "test", ...ON_POSTGRES], {
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, TEST_DATABASE: "postgres" },
  });
});
count("test-results/flows.json", flowCounts);
await step("Flows in a real browser", () => npx("playwright", "test"));
count("test-results/flows.json", flowCounts);

function flowCounts({ stats, suites }) {
  for (const title of suites.flatMap(flaky)) say(`Flaky, passed on the second try only: ${title}`);
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped };
}

/** Those of a suite, and of the suites in it, that failed first and then passed. */
function flaky({ suites = [], specs = [] }) {
  const own = specs.filter(({ tests }) => tests.some(({ status }) => status === "flaky"));
  return [...own.map(({ file, title }) => `${file} › ${title}`), ...suites.flatMap(flaky)];
}

function unitCounts(report) {
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests,
  };
}

/** A report that is missing has been told of by its step. */
function count(file, read) {
  try {
    const { passed, failed: fell, skipped } = read(JSON.parse(readFileSync(file, "utf8")));
    counted.passed += passed;
    counted.failed += fell;
    counted.skipped += skipped;
  } catch {
    failed = true;
  }
}

/** One line a scenario; one that is missing has failed. */
async function playChaos(names, ...options) {
  const played = run(process.execPath, ["bin/chaos.mjs", ...names, "--short", ...options], {
    stdio: ["ignore", openSync(CHAOS, "w"), "inherit"],
  });
  await played.finally(() => countLines(names));
}

function countLines(names) {
  const lines = readFileSync(CHAOS, "utf8").split("\n").filter(Boolean);
  for (const line of lines) say(line);
  const passed = lines.filter((line) => JSON.parse(line).passed).length;
  counted.passed += passed;
  counted.failed += names.length - passed;
}

say("");
process.stdout.write(`${counted.passed} passed, ${counted.failed} failed, ${counted.skipped} skipped\n`);
process.exit(failed || counted.failed > 0 ? 1 : 0);
