// `npm run client`: writes client/schema.d.ts, the types of the OpenAPI document; with --check it only compares.
import { pathToFileURL } from "node:url";
import { ensureInstalled, root } from "./steps.mjs";

await ensureInstalled();
const { build, stop } = await import("esbuild");
await build({
  entryPoints: { client: "bin/write-client.ts" },
  outdir: "dist",
  outExtension: { ".js": ".mjs" },
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20",
  // openapi-typescript writes with TypeScript 5's own printer, which TypeScript 7 has not got.
  alias: { typescript: "typescript-5" },
  external: ["typescript-5"],
  banner: {
    js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);',
  },
  logLevel: "warning",
});
await stop();
await import(pathToFileURL(`${root}/dist/client.mjs`).href);
