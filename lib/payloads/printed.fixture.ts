import { readFileSync } from "node:fs";

/** The JSON samples that docs/events.md prints below a heading, as they are printed. */
export function printedJson(heading: string): string[] {
  const text = readFileSync("docs/events.md", "utf8");
  const [, below = ""] = text.split(`\n${heading}`);
  const [section = ""] = below.split(/\n###? /);
  return [...section.matchAll(/```json\n([\s\S]*?)```/g)].map(([, json]) => json ?? "");
}
