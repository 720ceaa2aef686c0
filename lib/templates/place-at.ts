/** A place of a text as people count it, from 1. */
export interface LineAndColumn {
  line: number;
  column: number;
}

export const placeAt = (source: string, index: number): LineAndColumn => placesIn(source)(index);

/** The same for many places of one text, which is read once. */
export function placesIn(source: string): (index: number) => LineAndColumn {
  const starts = [0];
  for (let at = source.indexOf("\n"); at !== -1; at = source.indexOf("\n", at + 1)) starts.push(at + 1);
  return (index) => {
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= index) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: index - (starts[low] ?? 0) + 1 };
  };
}
