import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, type BrowserContext, chromium } from "@playwright/test";
import { findBrowser } from "../bin/browser.mjs";
import { startServer } from "../e2e/fixtures/server";
import { signIn } from "../e2e/fixtures/sign-in";
import { fillWithRuns } from "./fill-with-runs";
import { loadPage } from "./page-load";

/**
 * The Webhooks page of an account with 1,000 webhooks: the server's time for 1,000,000 runs beside that for 10,000,
 * asked in turns, so that a machine that slows down slows both; then what a browser loads and how fast it paints.
 */
const WEBHOOKS = Number(process.env.BENCH_WEBHOOKS ?? 1_000);
const MANY = Number(process.env.BENCH_RUNS ?? 1_000_000);
const FEW = 10_000;
const REQUESTS = Number(process.env.BENCH_REQUESTS ?? 100);
const VIEWS = {
  newest: "",
  secondPage: "?page=2",
  search: "?q=hook%2F77",
  sortedBySuccesses: "?sort=succeeded",
  sortedByFailures: "?sort=failed",
};

const browser = await chromium.launch({
  executablePath: findBrowser(),
  args: ["--disable-gpu", ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])],
});
const few = await open(browser, FEW);
const many = await open(browser, MANY);

const milliseconds: Record<string, { few: number; many: number; ratio: number }> = {};
for (const [name, query] of Object.entries(VIEWS)) {
  const times = { few: [] as number[], many: [] as number[] };
  for (let request = -10; request < REQUESTS; request++) {
    const [a, b] = [await few.ask(query), await many.ask(query)];
    if (request < 0) continue;
    times.few.push(a);
    times.many.push(b);
  }
  const [p95Few, p95Many] = [percentile95(times.few), percentile95(times.many)];
  milliseconds[name] = { few: p95Few, many: p95Many, ratio: Number((p95Many / p95Few).toFixed(2)) };
}
const load = await loadPage(browser, many.context, `${many.url}/administration/webhooks`);

process.stdout.write(
  `${JSON.stringify({
    bench: "console",
    ...{ webhooks: WEBHOOKS, runs: { few: FEW, many: MANY }, requests: REQUESTS },
    serverMillisecondsP95: milliseconds,
    firstLoadScriptKiB: Math.round(load.scriptBytes / 1_024),
    firstPaintMs: load.firstPaintMs,
    largestPaintMs: load.largestPaintMs,
    totalBlockingMs: load.blockingMs,
  })}\n`,
);
await browser.close();
await few.close();
await many.close();

async function open(within: Browser, runs: number) {
  const dataDir = mkdtempSync(join(tmpdir(), "tidings-bench-"));
  const administrator = await fillWithRuns(dataDir, { webhooks: WEBHOOKS, runs });
  const server = await startServer({ env: { DATA_DIR: dataDir, LOG_LEVEL: "warn" } });
  const context = await within.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  await signIn(page, server.url, administrator);
  await page.close();
  const cookie = await cookieOf(context);
  return {
    url: server.url,
    context,
    /** @returns how long the whole page took (ms) */
    async ask(query: string) {
      const begun = performance.now();
      const answer = await fetch(`${server.url}/administration/webhooks${query}`, { headers: { cookie } });
      const text = await answer.text();
      if (answer.status !== 200 || !text.includes("Webhook "))
        throw new Error(`The page answered ${answer.status}.`);
      return performance.now() - begun;
    },
    async close() {
      await server.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function cookieOf(context: BrowserContext) {
  return (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
}

function percentile95(times: number[]) {
  const sorted = times.toSorted((a, b) => a - b);
  return Number((sorted[Math.ceil(sorted.length * 0.95) - 1] ?? 0).toFixed(1));
}
