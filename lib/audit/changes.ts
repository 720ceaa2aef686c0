import type { Json, JsonObject } from "@/lib/vocabulary";

/** What a write changed, by dotted path: `{ "delivery.deadlineMs": { before: 15000, after: 5000 } }`. */
export type Changes = Record<string, { before: Json; after: Json }>;

/**
 * The leaves in which two states of a thing differ, for an audit entry's `details.changes`. Lists are compared
 * whole. A value that is missing on one side is null there. Callers leave secrets out of both.
 */
export function changesBetween(before: JsonObject, after: JsonObject): Changes {
  const [from, to] = [leaves(before), leaves(after)];
  const changes: Changes = {};
  for (const path of new Set([...from.keys(), ...to.keys()])) {
    const change = { before: from.get(path) ?? null, after: to.get(path) ?? null };
    if (JSON.stringify(change.before) !== JSON.stringify(change.after)) changes[path] = change;
  }
  return changes;
}

function leaves(value: JsonObject, under = ""): Map<string, Json> {
  return new Map(
    Object.entries(value).flatMap(([key, inner]): [string, Json][] => {
      const path = under + key;
      const isObject = typeof inner === "object" && inner !== null && !Array.isArray(inner);
      return isObject ? [...leaves(inner, `${path}.`)] : [[path, inner]];
    }),
  );
}
