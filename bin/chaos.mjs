// `npm run chaos -- [name…]`: the proof, scenario by scenario (chaos/main.ts), against the product as it is built.
import { runBundled } from "./bundle.mjs";
import { ensureBuilt, ensureInstalled } from "./steps.mjs";

await ensureInstalled();
await ensureBuilt();
await runBundled("chaos/main.ts", "chaos");
