// `npm run bench -- NAME`: runs bench/NAME.ts; each prints one JSON line on stdout.
import { runBundled } from "./bundle.mjs";
import { ensureBrowser, ensureBuilt, ensureInstalled, say } from "./steps.mjs";

/** Benches, and what they need besides the bundle: the product as it is built, a browser. */
const BENCHES = {
  delivery: {},
  simulation: {},
  payloads: {},
  templates: {},
  intake: { product: true },
  latency: { product: true },
  page: { product: true },
  console: { product: true, browser: true },
  contacts: { product: true },
  workflows: {},
};

const [name = ""] = process.argv.slice(2);
const wanted = Object.hasOwn(BENCHES, name) ? BENCHES[name] : undefined;
if (!wanted) {
  say(`Usage: npm run bench -- ${Object.keys(BENCHES).join("|")}`);
  process.exit(2);
}
await ensureInstalled();
if (wanted.product) await ensureBuilt();
if (wanted.browser) await ensureBrowser();
await runBundled(`bench/${name}.ts`, `bench-${name}`);
