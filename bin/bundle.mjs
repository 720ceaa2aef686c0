// Bundles one TypeScript file of the project and runs it in this process.
import { pathToFileURL } from "node:url";
import { bundle, root } from "./steps.mjs";

export async function runBundled(entry, name) {
  await bundle({ [name]: entry });
  await import(pathToFileURL(`${root}/dist/${name}.mjs`).href);
}
