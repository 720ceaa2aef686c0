// `npm run e2e -- --grep …`: the browser flows, with everything they need.
import { ensureBrowser, ensureBuilt, ensureInstalled, run } from "./steps.mjs";

await ensureInstalled();
await ensureBuilt();
await ensureBrowser();
try {
  await run("npx", ["playwright", "test", ...process.argv.slice(2)], { stdio: "inherit" });
} catch {
  process.exit(1);
}
