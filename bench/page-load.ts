import type { Browser, BrowserContext } from "@playwright/test";

interface TraceEvent {
  name: string;
  ph: string;
  ts: number;
  dur?: number;
  pid: number;
  tid: number;
  args: { data?: { isOutermostMainFrame?: boolean; isMainFrame?: boolean }; name?: string };
}

export interface PageLoad {
  /** Compressed bytes of every script that the first load needs. */
  scriptBytes: number;
  firstPaintMs: number;
  largestPaintMs: number;
  /** The part beyond 50 ms of every task of the page's main thread after the first paint. */
  blockingMs: number;
}

/** Loads a page with an empty cache, and reads the browser's own trace of it. */
export async function loadPage(browser: Browser, context: BrowserContext, url: string): Promise<PageLoad> {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.setCacheDisabled", { cacheDisabled: true });
  const scripts = new Set<string>();
  let scriptBytes = 0;
  session.on("Network.responseReceived", ({ requestId, type }) => {
    if (type === "Script") scripts.add(requestId);
  });
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) scriptBytes += encodedDataLength;
  });
  await browser.startTracing(page, {
    categories: ["loading", "toplevel", "devtools.timeline", "blink.user_timing"],
  });
  await page.goto(url, { waitUntil: "networkidle" });
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as {
    traceEvents: TraceEvent[];
  };
  await page.close();
  return { scriptBytes, ...readTrace(traceEvents) };
}

function readTrace(events: TraceEvent[]) {
  const largest = events.filter((event) => event.name === "largestContentfulPaint::Candidate").at(-1);
  if (!largest) throw new Error("The trace has no largest paint.");
  const ofPage = events.filter((event) => event.pid === largest.pid).toSorted((a, b) => a.ts - b.ts);
  const start = ofPage.filter((event) => event.name === "navigationStart" && event.ts < largest.ts).at(-1);
  const first = ofPage.find((event) => event.name === "firstContentfulPaint" && event.ts > (start?.ts ?? 0));
  const main = ofPage.find((event) => event.name === "thread_name" && event.args.name === "CrRendererMain");
  if (!start || !first || !main)
    throw new Error("The trace lacks the start, the first paint or the main thread.");
  const blocking = ofPage
    .filter((event) => event.tid === main.tid && event.name.endsWith("RunTask") && event.ts > first.ts)
    .reduce((sum, { dur = 0 }) => sum + Math.max(0, dur / 1_000 - 50), 0);
  const since = (event: TraceEvent) => Math.round((event.ts - start.ts) / 1_000);
  return { firstPaintMs: since(first), largestPaintMs: since(largest), blockingMs: Math.round(blocking) };
}
