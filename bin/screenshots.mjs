// `npm run screenshots`: takes the pictures of docs/screenshots anew, from sample data in a real browser.
import { runBundled } from "./bundle.mjs";
import { ensureBrowser, ensureBuilt, ensureInstalled } from "./steps.mjs";

await ensureInstalled();
await ensureBuilt();
await ensureBrowser();
await runBundled("e2e/screenshots.ts", "screenshots");
