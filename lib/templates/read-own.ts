import { toValue } from "liquidjs";

/**
 * A property of a value, if it is the value's own: no prototype, no function, whatever the name. `size`, `first` and
 * `last` are Liquid's own words for lists and texts.
 */
export function readOwn(holder: unknown, key: unknown): unknown {
  // LiquidJS's `nil` and `empty` are objects of classes, whose prototypes must not be reached either.
  const value = toValue(holder);
  const name = toValue(key);
  if (value === null || value === undefined || !isName(name)) return undefined;
  if (Array.isArray(value) && typeof name === "number") return value[name < 0 ? value.length + name : name];
  if (Object.hasOwn(value as object, name)) return withoutFunctions((value as Record<string, unknown>)[name]);
  if (name === "size") return sizeOf(value);
  if (name === "first" && Array.isArray(value)) return value[0];
  if (name === "last" && Array.isArray(value)) return value.at(-1);
  return undefined;
}

const isName = (name: unknown): name is string | number =>
  typeof name === "string" || typeof name === "number";

const withoutFunctions = (value: unknown) => (typeof value === "function" ? undefined : value);

function sizeOf(value: unknown): number | undefined {
  if (typeof value === "string" || Array.isArray(value)) return value.length;
  return typeof value === "object" && value !== null ? Object.keys(value).length : undefined;
}
