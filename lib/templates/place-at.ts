/** A place of a text as people count it, from 1. */
export interface LineAndColumn {
  line: number;
  column: number;
}

export function placeAt(source: string, index: number): LineAndColumn {
  const before = source.slice(0, index);
  const line = before.split("\n").length;
  return { line, column: index - before.lastIndexOf("\n") };
}
