// What must be there before anything else can run, each step done only when it is needed. Nothing but node: here:
// on a fresh clone these lines run before any dependency is installed.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { findBrowser } from "./browser.mjs";
import { INTERPRETERS_NEEDED, missingInterpreters } from "./interpreters.mjs";

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
process.chdir(root);
process.env.TIDINGS_ROOT = root;
process.env.NEXT_TELEMETRY_DISABLED = "1";

/** Progress goes to stderr: the command line's stdout is JSON alone. */
export const say = (text) => process.stderr.write(`${text}\n`);

/** Runs a command; its output goes to stderr too unless `stdio` says otherwise. Rejects if it fails. */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ["ignore", 2, 2], cwd: root, ...options });
    child.once("error", reject);
    child.once("exit", (code, signal) => {
      if (code === 0) resolve();
      else reject(new Error(`${command} ${args.join(" ")} ended with ${signal ?? `code ${code}`}.`));
    });
  });
}

const INSTALLED = "node_modules/.tidings-installed";

export async function ensureInstalled() {
  const wanted = hashOf(["package.json", "package-lock.json"]);
  if (readIfThere(INSTALLED) === wanted) return;
  // Installed by hand, for this very lock file: npm notes what it installed.
  if (existsSync("node_modules/.package-lock.json") && (await isInStep())) {
    writeFileSync(INSTALLED, wanted);
    return;
  }
  say("Installing dependencies (a minute or two, once) …");
  // NODE_ENV=production would leave out what the build needs.
  await run("npm", ["ci", "--include=dev", "--no-audit", "--no-fund"]);
  writeFileSync(INSTALLED, wanted);
}

/** Whether node_modules has every package of the lock file that this platform needs. */
async function isInStep() {
  const lock = JSON.parse(readFileSync("package-lock.json", "utf8")).packages;
  const there = JSON.parse(readFileSync("node_modules/.package-lock.json", "utf8")).packages;
  return Object.entries(lock).every(
    ([path, entry]) => path === "" || entry.optional || there[path]?.version === entry.version,
  );
}

const SOURCES = ["app", "components", "texts", "db", "lib", "server", "public"];
const SETTINGS = [
  "next.config.ts",
  "postcss.config.mjs",
  "proxy.ts",
  "tsconfig.json",
  "package-lock.json",
  "bin/steps.mjs",
];

/** Bundles TypeScript of the project into dist/; packages stay outside, as they are installed. */
export async function bundle(entryPoints) {
  const { build, stop } = await import("esbuild");
  await build({
    entryPoints,
    outdir: "dist",
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
    sourcemap: "linked",
    logLevel: "warning",
  });
  // Else its helper process stays as long as this one.
  await stop();
}

/** The server's bundles: main (web), engine and command line. Takes a third of a second. */
export async function ensureBundled(sources = hashOfSources()) {
  if (readIfThere("dist/.bundled") === sources) return;
  rmSync("dist/.bundled", { force: true });
  await bundle({ main: "server/main.ts", engine: "server/engine.ts", cli: "server/cli.ts" });
  writeFileSync("dist/.bundled", sources);
}

export async function ensureBuilt() {
  const sources = hashOfSources();
  await ensureBundled(sources);
  if (readIfThere("dist/.built") === sources && existsSync(".next/BUILD_ID")) return;
  say("Building (about half a minute, once) …");
  rmSync("dist/.built", { force: true });
  await run("npx", ["next", "build"], { env: { ...process.env, NODE_ENV: "production" } });
  writeFileSync("dist/.built", sources);
}

/** A browser for the tests: CHROMIUM_PATH, the system's, Playwright's own, or one that is installed now. */
export async function ensureBrowser() {
  if (findBrowser()) return;
  const { chromium } = await import("@playwright/test");
  if (existsSync(chromium.executablePath())) return;
  if (isDebianRoot()) return installFromDebian(["chromium"], "the browser tests");
  say("Installing Playwright's chromium for the browser tests …");
  await run("npx", ["playwright", "install", "chromium"]);
}

/** PHP and Python for the samples of the signature page. @throws if they can't be installed, saying what is needed */
export async function ensureInterpreters() {
  const missing = missingInterpreters();
  if (missing.length === 0) return;
  if (isDebianRoot()) {
    await installFromDebian(missing, "the samples of the signature page").catch(({ message }) =>
      say(message),
    );
  }
  if (missingInterpreters().length > 0) throw new Error(INTERPRETERS_NEEDED);
}

const isDebianRoot = () => existsSync("/usr/bin/apt-get") && process.getuid?.() === 0;

async function installFromDebian(packages, purpose) {
  say(`Installing Debian's ${packages.join(", ")} for ${purpose} …`);
  await run("apt-get", ["update", "-qq"]).catch(() => {});
  await run("apt-get", ["install", "-y", "-qq", ...packages], {
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  });
}

const hashOfSources = () => hashOf([...SOURCES.flatMap(filesBelow), ...SETTINGS]);

function hashOf(files) {
  const hash = createHash("sha256").update(process.version);
  for (const file of files) hash.update(file).update(readIfThere(file) ?? "");
  return hash.digest("hex");
}

function filesBelow(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.includes(".test."))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

function readIfThere(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

mkdirSync("dist", { recursive: true });
