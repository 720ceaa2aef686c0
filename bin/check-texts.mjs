// The words of the UI live in texts/ (docs/architecture.md), part of `npm run lint`. Biome's noJsxLiterals sees the text
// between tags; this sees attributes, object keys and defaults that a reader meets, in app/**.tsx and components/**.tsx:
// prints every literal as `file:line key: words` and exits 1 if there is one.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = process.argv[2] ?? dirname(dirname(fileURLToPath(import.meta.url)));

/** What somebody reads or hears: `title="…"`, `title={…`, `title: …`, `{ title = … }`, `"aria-label": …`. */
const VALUE =
  /(?<![\w.-])["']?(?<key>(?:data-)?label|title|placeholder|description|alt|message|legend|error|hint|summary|text|aria-(?:label|description|roledescription|valuetext)|\w+(?:Label|Title|Message|Text|Hint))["']?(?:\s*=\s*\{?|:)\s*/g;

/** What a template takes in; it may hold a template again, whose words are not looked at. */
const HOLE = /\$\{(?:[^`{}]|`[^`]*`|\{[^{}]*\})*\}/g;

const LITERAL = new RegExp(
  `"(?:[^"\\\\\n]|\\\\.)*"|'(?:[^'\\\\\n]|\\\\.)*'|\`(?:[^\`\\\\$]|\\\\.|\\$(?!\\{)|${HOLE.source})*\``,
  "y",
);

/** What may stand before a literal that becomes the value itself; not a comparison, a call or another attribute. */
const CHOICE = /(?:[?:+]|&&|\|\||=>)\s*$/;

const TWO_LETTERS = /\p{L}{2}/u;

const found = ["app", "components"].flatMap((folder) => filesBelow(folder)).flatMap((file) => wordsIn(file));
for (const line of found) console.log(line);
if (found.length > 0) process.exit(1);

function filesBelow(folder) {
  if (!existsSync(join(root, folder))) return [];
  const entries = readdirSync(join(root, folder), { withFileTypes: true, recursive: true });
  return entries
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .filter((path) => path.endsWith(".tsx") && !path.endsWith(".test.tsx"))
    .sort();
}

/** Comments are blanked first, so that lines stay right. */
function wordsIn(file) {
  const source = readFileSync(join(root, file), "utf8").replace(
    /\/\*[\s\S]*?\*\/|(^|\s)\/\/.*$/gm,
    (comment) => comment.replace(/[^\n]/g, " "),
  );
  return [...source.matchAll(VALUE)].flatMap((match) =>
    literalsFrom(source, match.index + match[0].length)
      .filter(({ text }) => TWO_LETTERS.test(text.replace(HOLE, "")))
      .map(
        ({ at, text }) => `${file}:${source.slice(0, at).split("\n").length} ${match.groups.key}: ${text}`,
      ),
  );
}

/** The literals of the expression that begins here: the first thing in it, and what its choices come to. */
function literalsFrom(source, start) {
  const literals = [];
  let depth = 0;
  for (let at = start; at < source.length; at++) {
    LITERAL.lastIndex = at;
    const text = LITERAL.exec(source)?.[0];
    if (text !== undefined) {
      if (at === start || (depth === 0 && CHOICE.test(source.slice(start, at)))) literals.push({ at, text });
      // An attribute without braces ends with its literal.
      if (at === start && source[start - 1] === "=") break;
      at += text.length - 1;
    } else if ("([{".includes(source[at])) depth++;
    else if (")]}".includes(source[at])) depth--;
    if (depth < 0 || (depth === 0 && ",;".includes(source[at]))) break;
  }
  return literals;
}
