import type { Json } from "@/lib/vocabulary";
import { REMEDIES } from "./parse";
import { CONSENT_FIELDS, type ContactWrite, contactSchema, STATISTICS } from "./schema";

/** Types of the data center's fields, by code. */
export type FieldTypes = ReadonlyMap<string, string>;

/**
 * What a row of a file says of a contact; an empty cell says nothing. A cell that an export has made harmless for
 * spreadsheets is read as it was before.
 * @returns the reason where it can't be taken in
 */
export function readImportedRow(
  cells: readonly string[],
  mapping: readonly (string | null)[],
  types: FieldTypes,
): ContactWrite | { reason: string } {
  const write: Record<string, Json> = {};
  const inner: Record<"properties" | "consent" | "statistics", Record<string, Json>> = {
    ...{ properties: {}, consent: {}, statistics: {} },
  };
  for (const [index, target] of mapping.entries()) {
    const cell = (cells[index] ?? "").replace(/^'(?=\s*[=+\-@]|[\t\r\n])/, "").trim();
    if (target === null || cell === "") continue;
    if (target.startsWith("property:")) {
      const name = target.slice("property:".length);
      const value = typed(cell, types.get(name));
      if (value === undefined)
        return { reason: `${name}: “${cell.slice(0, 100)}” is not a ${types.get(name)}` };
      inner.properties[name] = value;
    } else if (CONSENT_FIELDS.some((name) => name === target)) {
      inner.consent[target] = target === "consentType" ? cell.toLowerCase() : cell;
    } else if (STATISTICS.some((name) => name === target)) {
      inner.statistics[target] = Number(cell);
    } else if (target === "joinedOn") {
      write.joinedOn = /^\d{4}-\d{2}-\d{2}$/.test(cell) ? `${cell}T00:00:00Z` : cell;
    } else write[target] = cell;
  }
  const parsed = contactSchema.safeParse({ ...write, ...inner });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const path = issue?.path.join(".") ?? "";
  const remedy = REMEDIES.get(String(issue?.path.at(-1) ?? "")) ?? "Give an id or an e-mail.";
  return { reason: `${path || "the row"}: ${issue?.message ?? "is not valid"}. ${remedy}` };
}

/** Undefined where the text is no value of the field's type. */
function typed(cell: string, type: string | undefined): Json | undefined {
  if (type === "number") {
    const value = Number(cell.replace(/^(-?\d+),(\d+)$/, "$1.$2"));
    return Number.isFinite(value) ? value : undefined;
  }
  if (type === "boolean") {
    if (/^(true|yes|1)$/i.test(cell)) return true;
    return /^(false|no|0)$/i.test(cell) ? false : undefined;
  }
  return cell;
}
