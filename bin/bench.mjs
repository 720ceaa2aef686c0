// `npm run bench -- NAME`: runs bench/NAME.ts; each prints one JSON line on stdout.
import { existsSync } from "node:fs";
import { runBundled } from "./bundle.mjs";
import { ensureInstalled, say } from "./steps.mjs";

const [name = ""] = process.argv.slice(2);
if (!/^[a-z-]+$/.test(name) || !existsSync(`bench/${name}.ts`)) {
  say("Usage: npm run bench -- delivery");
  process.exit(2);
}
await ensureInstalled();
await runBundled(`bench/${name}.ts`, `bench-${name}`);
