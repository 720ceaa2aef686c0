// Bundles one TypeScript file of the project and runs it in this process.
import { pathToFileURL } from "node:url";
import { root } from "./steps.mjs";

export async function runBundled(entry, name) {
  const { build } = await import("esbuild");
  const outfile = `${root}/dist/${name}.mjs`;
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
    sourcemap: "linked",
    logLevel: "warning",
  });
  await import(pathToFileURL(outfile).href);
}
