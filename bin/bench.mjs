// `npm run bench -- NAME`: runs bench/NAME.ts; each prints one JSON line on stdout.
import { runBundled } from "./bundle.mjs";
import { ensureBrowser, ensureBuilt, ensureInstalled, say } from "./steps.mjs";

/** Benches, and whether they measure the running product in a browser. */
const BENCHES = {
  simulation: { product: false }, delivery: { product: false }, console: { product: true } };

const [name = ""] = process.argv.slice(2);
const wanted = Object.hasOwn(BENCHES, name) ? BENCHES[name] : undefined;
if (!wanted) {
  say(`Usage: npm run bench -- ${Object.keys(BENCHES).join("|")}`);
  process.exit(2);
}
await ensureInstalled();
if (wanted.product) {
  await ensureBuilt();
  await ensureBrowser();
}
await runBundled(`bench/${name}.ts`, `bench-${name}`);
