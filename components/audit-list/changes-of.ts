import type { Json, JsonObject } from "@/lib/vocabulary";

export interface FieldChange {
  field: string;
  before: Json;
  after: Json;
}

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The changes that an entry's details tell (lib/audit/changes.ts), and whatever else they say. */
export function changesOf({ changes, ...rest }: JsonObject): { changes: FieldChange[]; rest: JsonObject } {
  if (!isObject(changes)) return { changes: [], rest: changes === undefined ? rest : { ...rest, changes } };
  return {
    rest,
    changes: Object.entries(changes).map(([field, change]) => ({
      field,
      before: isObject(change) ? (change.before ?? null) : null,
      after: isObject(change) ? (change.after ?? null) : change,
    })),
  };
}
