import type { Json } from "@/lib/vocabulary";

export type ReadAnswer = { json: true; value: Json } | { json: false };

/** An answer as expressions will see it; anything but JSON has no values. */
export function readAnswer(body: string | undefined): ReadAnswer {
  if (body === undefined) return { json: false };
  try {
    return { json: true, value: JSON.parse(body) };
  } catch {
    return { json: false };
  }
}

/** What is in a list or an object, each under its name or number; nothing of a value that has no parts. */
export function entriesOf(value: Json): [key: string | number, value: Json][] {
  if (Array.isArray(value)) return value.map((each, index) => [index, each]);
  if (typeof value === "object" && value !== null) return Object.entries(value) as [string, Json][];
  return [];
}

export const isBranch = (value: Json): boolean => typeof value === "object" && value !== null;
