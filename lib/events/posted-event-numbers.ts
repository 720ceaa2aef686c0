/**
 * JSON's text can hold numbers that JavaScript, and most receivers, can't: 1e400 becomes Infinity and then
 * null, 9007199254740993 becomes its neighbour. We refuse them rather than deliver something else (G11).
 * Neither function recurses, so no nesting is too deep for them.
 */
export function hasLossyNumber(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return isLossy(value);
  const open: object[] = [value];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const child of Array.isArray(next) ? next : Object.values(next)) {
      if (typeof child === "object") {
        if (child !== null) open.push(child);
      } else if (isLossy(child)) return true;
    }
  }
  return false;
}

/** The dotted paths of such numbers, in document order, at most `limit` of them. */
export function lossyNumbers(value: unknown, limit: number): string[] {
  const paths: string[] = [];
  const open: { value: unknown; path: string[] }[] = [{ value, path: [] }];
  for (let next = open.pop(); next !== undefined && paths.length < limit; next = open.pop()) {
    const { value, path } = next;
    if (isLossy(value)) paths.push(path.join("."));
    if (typeof value !== "object" || value === null) continue;
    const children = Object.entries(value).map(([key, child]) => ({ value: child, path: [...path, key] }));
    // Not open.push(...children): a spread of some 100,000 arguments overflows the stack.
    for (const child of children.reverse()) open.push(child);
  }
  return paths;
}

function isLossy(value: unknown): boolean {
  return typeof value === "number" && (!Number.isFinite(value) || Math.abs(value) > Number.MAX_SAFE_INTEGER);
}
