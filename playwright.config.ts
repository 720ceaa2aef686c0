import { defineConfig } from "@playwright/test";
import { findBrowser } from "./bin/browser.mjs";

export default defineConfig({
  testDir: "e2e/flows",
  workers: 2,
  fullyParallel: false,
  retries: process.env.CI ? 1 : 0,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [["list"], ["json", { outputFile: "test-results/flows.json" }]],
  outputDir: "test-results/flows",
  use: {
    viewport: { width: 1280, height: 800 },
    // Tracing costs time; `npm run e2e -- --trace on --grep "…"` does it for one flow.
    trace: "on-first-retry",
    launchOptions: {
      executablePath: findBrowser(),
      args: [
        "--disable-gpu",
        "--disable-quic",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
        ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
      ],
    },
  },
});
