#!/usr/bin/env node
// `npm run -s tidings -- <command>`: the command line; server/cli.ts has the commands.
import { ensureBundled, ensureInstalled, say } from "./steps.mjs";

try {
  await ensureInstalled();
  await ensureBundled();
} catch (error) {
  say(`Tidings could not be set up. ${error.message}`);
  process.exit(1);
}
await import("../dist/cli.mjs");
