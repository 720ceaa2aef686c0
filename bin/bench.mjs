// `npm run bench -- NAME`: bundles bench/NAME.ts and runs it; each prints one JSON line on stdout.
import { existsSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { ensureInstalled, root, say } from "./steps.mjs";

const [name = "", ...rest] = process.argv.slice(2);
if (!/^[a-z-]+$/.test(name) || !existsSync(`bench/${name}.ts`)) {
  say("Usage: npm run bench -- delivery");
  process.exit(2);
}
await ensureInstalled();
const { build } = await import("esbuild");
const outfile = `${root}/dist/bench-${name}.mjs`;
await build({
  entryPoints: [`bench/${name}.ts`],
  outfile,
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20",
  packages: "external",
  sourcemap: "linked",
  logLevel: "warning",
});
process.argv.splice(2, process.argv.length - 2, ...rest);
await import(pathToFileURL(outfile).href);
