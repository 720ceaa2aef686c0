import { readFileSync } from "node:fs";
import { join } from "node:path";

export type CorpusTag = "static" | "parse" | "scheme" | "policy" | "esc" | "dns" | "redirect" | "header";

export interface CorpusEntry {
  /** The URL, or `header:NAME: VALUE`, ready to be judged. */
  text: string;
  tag: CorpusTag;
  reason: string;
}

/** The lists of what the guard must refuse and accept; their first lines explain the tags. */
export function readCorpus(list: "refuse" | "accept", ...tags: CorpusTag[]): CorpusEntry[] {
  const lines = readFileSync(join(import.meta.dirname, `ssrf-${list}.txt`), "utf8").split("\n");
  return lines
    .filter((line) => line.includes("\t") && !line.startsWith("# "))
    .map(readEntry)
    .filter((entry) => tags.length === 0 || tags.includes(entry.tag));
}

/** `header:NAME: VALUE` taken apart. */
export function headerOf({ text }: CorpusEntry): { name: string; value: string } {
  const [, name = "", value = ""] = /^header:(.*?): (.*)$/s.exec(text) ?? [];
  const repeated = value.replace(/^(.+) \(repeat to 64 KiB\)$/, (_, part: string) =>
    part.repeat(65_536 / part.length),
  );
  return { name, value: repeated };
}

function readEntry(line: string): CorpusEntry {
  const tab = line.indexOf("\t");
  const [, tag = "", reason = ""] = /^\[(\w+)\] (.*)$/.exec(line.slice(tab + 1)) ?? [];
  const raw = line.slice(0, tab);
  const isEscaped = tag === "esc" || tag === "header";
  return { text: isEscaped ? JSON.parse(`"${raw}"`) : raw, tag: tag as CorpusTag, reason };
}
