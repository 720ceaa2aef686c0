import type { MasterItem, MasterList } from "@/lib/data-centers/schema";

const SHORT = 10;

/**
 * A command that is safe to run as it is: it sends the list that is there, and changes nothing until it is edited.
 * A long list is better read from a file.
 * @param items the whole list, if it is known
 */
export function curlLine(url: string, list: MasterList, items: MasterItem[] | undefined): string {
  const body = items && items.length <= SHORT ? quoted(JSON.stringify({ [list]: items })) : `@${list}.json`;
  return [
    `curl -X PUT ${quoted(url)}`,
    '-H "Authorization: Bearer $TIDINGS_API_KEY"',
    "-H 'Content-Type: application/json'",
    `--data-binary ${body}`,
  ].join(" \\\n  ");
}

/** For a shell: a quote ends the text, stands escaped, and begins it anew. */
const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
