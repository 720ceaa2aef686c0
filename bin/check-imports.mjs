// The direction of imports (docs/architecture.md), part of `npm run lint`: app → components → texts; app → components →
// lib → db → lib/{vocabulary,ids}; client stands alone. Prints every violation as `file:line imports X: rule` and exits 1 if there is one.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const root = process.argv[2] ?? dirname(dirname(fileURLToPath(import.meta.url)));
const LAYERS = [
  "app",
  "components",
  "texts",
  "lib",
  "db",
  "server",
  "client",
  "e2e",
  "bench",
  "chaos",
  "bin",
];
const EXTENSIONS = [".ts", ".tsx", ".mts", ".mjs", ".js"];

/** What each layer may import from, besides packages and node itself. */
const MAY_IMPORT = {
  app: ["app", "components", "texts", "lib", "db"],
  components: ["components", "texts", "lib"],
  texts: ["texts", "lib"],
  lib: ["lib", "texts", "db"],
  db: ["db", "lib"],
  client: ["client"],
  server: ["server", "app", "components", "texts", "lib", "db"],
};

/** Of lib, the database knows the words and how ids are made. */
const LIB_FOR_DB = /^lib\/(vocabulary|ids)\.ts$/;

/** What runs in a browser too: no database, no secrets, nothing of node. */
const LIB_FOR_COMPONENTS =
  /^lib\/(.*\/)?(schema|[\w-]+-schema|filter|profiles|paths|queries|vocabulary|time)\.ts$|^lib\/(event-types|payloads|templates)\//;

const BAD_NAMES = /^(utils?|helpers?|misc|services?|managers?)(\.[\w.]+)?$/;

/** Statements (`import … from "x"`, `import "x"`, `export … from "x"`) and `import("x")`. */
const IMPORT =
  /(?:^|[\n;])\s*(?:import|export)\b(?<clause>[\w\s{},*$]*?)(?:\bfrom\s*)?["'](?<statement>[^"'\n]+)["']|\bimport\s*\(\s*["'](?<dynamic>[^"'\n]+)["']/g;

/** Tests and what they stand on may import anything. */
const isTest = (file) => /\.(test|spec|fixture)\.\w+$/.test(file) || /^(e2e|bench|chaos|bin)\//.test(file);

const files = LAYERS.flatMap((layer) => filesBelow(layer));
const violations = files.flatMap((file) => [...badNames(file), ...badImports(file)]);
for (const violation of violations) console.log(violation);
if (violations.length > 0) process.exit(1);

function filesBelow(folder) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => !["node_modules", "dist"].includes(entry.name))
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) return filesBelow(path);
      return EXTENSIONS.some((extension) => path.endsWith(extension)) ? [path] : [];
    })
    .sort();
}

function badNames(file) {
  const bad = file.split("/").find((part) => BAD_NAMES.test(part));
  if (bad) return [`${file}:1 is called ${bad}: the noun is the path, the verb is the file`];
  if (/^index\.\w+$/.test(basename(file))) return [`${file}:1 is a barrel: import from the file itself`];
  return [];
}

function badImports(file) {
  if (isTest(file) && !file.startsWith("bin/")) return [];
  return importsOf(file).flatMap(({ line, target, typeOnly }) => {
    const rule = brokenRule(file, target, typeOnly);
    return rule ? [`${file}:${line} imports ${target}: ${rule}`] : [];
  });
}

/** The rule that an import breaks, if any. */
function brokenRule(file, target, typeOnly) {
  const [from] = file.split("/");
  const [to] = target.split("/");
  if (to === "server" && from !== "server" && from !== "bin") return "nothing imports server";
  if (from === "bin") return undefined;
  if (isTest(target)) return "only tests import tests and their fixtures";
  if (!MAY_IMPORT[from]?.includes(to)) return `${from} imports only ${MAY_IMPORT[from]?.join(", ")}`;
  if (from === "db" && to === "lib" && !LIB_FOR_DB.test(target)) {
    return "db takes only vocabulary and ids from lib";
  }
  if (
    (from === "components" || from === "texts") &&
    to === "lib" &&
    !typeOnly &&
    !LIB_FOR_COMPONENTS.test(target)
  ) {
    return `${from} take only types, schemas, paths and queries from lib`;
  }
  return undefined;
}

/** Imports and re-exports of the project's own files; comments are blanked first, so that lines stay right. */
function importsOf(file) {
  const source = readFileSync(join(root, file), "utf8").replace(
    /\/\*[\s\S]*?\*\/|(^|[\s;])\/\/.*$/gm,
    (comment) => comment.replace(/[^\n]/g, " "),
  );
  const found = [];
  for (const match of source.matchAll(IMPORT)) {
    const { clause = "", statement, dynamic } = match.groups;
    const target = resolve(file, statement ?? dynamic);
    if (target === undefined) continue;
    const line = source.slice(0, match.index + match[0].search(/import|export/)).split("\n").length;
    found.push({ line, target, typeOnly: isTypeOnly(clause) });
  }
  return found;
}

/** `import type …`, or nothing but `type` names between the braces. */
function isTypeOnly(clause) {
  if (/^\s*type\b/.test(clause)) return true;
  const [, names] = /^\s*\{([^}]*)\}\s*$/.exec(clause) ?? [];
  if (names === undefined) return false;
  const each = names.split(",").map((name) => name.trim());
  return each.filter(Boolean).every((name) => name.startsWith("type "));
}

/** The file of the project that a specifier means, from the root; undefined for packages and node. */
function resolve(file, specifier) {
  let path;
  if (specifier.startsWith("@/")) path = specifier.slice(2);
  else if (specifier.startsWith(".")) path = relative(root, join(root, dirname(file), specifier));
  else return undefined;
  const candidates = [
    path,
    ...EXTENSIONS.map((end) => path + end),
    ...EXTENSIONS.map((end) => `${path}/index${end}`),
  ];
  const found = candidates.find((candidate) => /\.\w+$/.test(candidate) && existsSync(join(root, candidate)));
  return found ?? path;
}
