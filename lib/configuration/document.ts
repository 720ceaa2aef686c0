import {
  Composer,
  type CST,
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  Parser,
} from "yaml";
import { z } from "zod";
import { MAX_DEPTH } from "@/lib/events/parse-json";
import { fieldProblems } from "@/lib/field-problems";
import { FaultyFile, type FileProblem } from "./faulty-file";

/** The version of the format, which a file names first (docs/configuration-as-code.md). */
export const FORMAT = 1;

const documentSchema = z.strictObject({
  tidings: z.literal(FORMAT),
  /** What the file is about, where that is not the whole account. */
  dataCenters: z.array(z.int().positive()).min(1).optional(),
  webhooks: z.array(z.unknown()),
});

export interface ConfigurationFile extends z.infer<typeof documentSchema> {
  /** Where a dotted path stands in the text, or what of it there is. */
  at(path: string): Pick<FileProblem, "line" | "column">;
}

/** Reads YAML, or JSON, which is YAML too. @throws FaultyFile naming line and column of every fault */
export function readDocument(bytes: Uint8Array): ConfigurationFile {
  const text = decode(bytes);
  const lines = new LineCounter();
  const document = compose(text, lines);
  const value = toValue(document);
  const at = (path: string) => positionOf(lines, locate(document, path));
  const parsed = documentSchema.safeParse(value);
  if (parsed.success) return { ...parsed.data, at };
  throw new FaultyFile(
    fieldProblems(parsed.error, value).map(({ path, message, remedy }) => ({
      ...at(path),
      ...{ path, message, remedy: REMEDIES[path.replace(/\.\d+$/, ".*")] ?? remedy },
    })),
  );
}

const REMEDIES: Record<string, string> = {
  "": `Write tidings: ${FORMAT} and below it webhooks: with the list of webhooks.`,
  tidings: `Write tidings: ${FORMAT}, the version of the format that this release reads.`,
  webhooks: "List the webhooks, such as - label: Hot leads; webhooks: [] is none.",
  dataCenters: "List ids of data centers, such as [1], or leave it out for all.",
  "dataCenters.*": "Use the id of a data center, a whole number such as 1.",
};

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new FaultyFile([{ path: "", message: "is not UTF-8", remedy: "Save the file as UTF-8." }]);
  }
}

function compose(text: string, lines: LineCounter): Document {
  const tokens = [...new Parser(lines.addNewLine).parse(text)];
  if (isTooDeep(tokens)) {
    const remedy = `Nest lists and mappings at most ${MAX_DEPTH} levels deep.`;
    throw new FaultyFile([{ path: "", message: "nests too deep", remedy }]);
  }
  // Not pretty: an excerpt of the file would show what stands there, a password perhaps.
  const composer = new Composer({ prettyErrors: false, logLevel: "silent", merge: true });
  const [document, second] = [...composer.compose(tokens, true, text.length)];
  const faults = [...(document?.errors ?? []), ...(document?.warnings ?? [])].map(
    ({ message, pos, code }) => ({
      ...positionOf(lines, pos[0]),
      ...{ path: "", message, remedy: code === "TAG_RESOLVE_FAILED" ? WITHOUT_TAGS : CORRECT },
    }),
  );
  if (second) {
    const remedy = "Keep one document in a file: what stands before the second ---.";
    faults.push({
      ...positionOf(lines, second.range[0]),
      path: "",
      message: "begins another document",
      remedy,
    });
  }
  if (faults.length > 0) throw new FaultyFile(faults.slice(0, MOST_FAULTS));
  return document as Document;
}

/** One slip can make every line below it wrong. */
const MOST_FAULTS = 10;
const CORRECT = "Correct the YAML here.";
const WITHOUT_TAGS = "Remove the tag; a secret is written as fromEnvironment: CRM_PASSWORD.";

/** Found in the flat stream of tokens, before anything that recurses sees it: 100,000 brackets end node itself. */
function isTooDeep(tokens: CST.Token[]): boolean {
  const open = tokens.map((token): [token: CST.Token, depth: number] => [token, 0]);
  for (let next = open.pop(); next; next = open.pop()) {
    const [token, above] = next;
    const depth = "items" in token ? above + 1 : above;
    if (depth > MAX_DEPTH) return true;
    if ("value" in token && token.value) open.push([token.value, depth]);
    if (!("items" in token)) continue;
    for (const { key, value } of token.items) {
      if (key) open.push([key, depth]);
      if (value) open.push([value, depth]);
    }
  }
  return false;
}

/** Aliases are looked up here; too many of them are refused, since a few lines could stand for gigabytes. */
function toValue(document: Document): unknown {
  try {
    return document.toJS();
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    const remedy = "Define the anchor above its use, or write the value itself.";
    throw new FaultyFile([{ path: "", message: error.message, remedy }]);
  }
}

function locate(document: Document, path: string): number | undefined {
  let node: unknown = document.contents;
  let offset: number | undefined;
  for (const key of path.split(".")) {
    const inside = isAlias(node) ? node.resolve(document) : node;
    if (isMap(inside)) {
      const pair = inside.items.find((item) => isScalar(item.key) && String(item.key.value) === key);
      if (!isNode(pair?.key)) break;
      offset = pair.key.range?.[0];
      node = pair.value;
    } else if (isSeq(inside)) {
      node = inside.items[Number(key)];
      if (!isNode(node)) break;
      offset = node.range?.[0];
    } else break;
  }
  return offset;
}

function positionOf(lines: LineCounter, offset: number | undefined): Pick<FileProblem, "line" | "column"> {
  if (offset === undefined) return {};
  const { line, col } = lines.linePos(offset);
  return { line, column: col };
}
