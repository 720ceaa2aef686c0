import {
  CONSENT_FIELDS,
  type ConsentField,
  type ContactView,
  STATISTICS,
  type Statistic,
} from "@/lib/contacts/schema";
import type { Json } from "@/lib/vocabulary";

/** A contact as a form shows it: everything is text, and what is left empty is not known. */
export interface ContactValues {
  id: string;
  email: string;
  properties: { name: string; value: string }[];
  consent: Record<ConsentField, string>;
  statistics: Record<Statistic, string>;
  groupIds: string[];
}

/** The data center's fields come first, so that they need not be typed. */
export function toValues(contact: ContactView | null, fields: readonly string[]): ContactValues {
  const known = contact?.properties ?? {};
  const names = [...new Set([...Object.keys(known), ...(contact ? [] : fields)])];
  const texts = <Name extends string>(all: readonly Name[], from: Record<Name, unknown> | undefined) =>
    Object.fromEntries(all.map((name) => [name, asText((from?.[name] ?? null) as Json)])) as Record<
      Name,
      string
    >;
  return {
    id: contact?.id ?? "",
    email: contact?.email ?? "",
    properties: names.map((name) => ({ name, value: asText(known[name] ?? null) })),
    consent: texts(CONSENT_FIELDS, contact?.consent),
    statistics: texts(STATISTICS, contact?.statistics),
    groupIds: (contact?.groupIds ?? []).map(String),
  };
}

/** What a person has changed, as the API takes it; what was there and is empty now is taken away. */
export function toChange(values: ContactValues, before: ContactView | null) {
  const properties: Record<string, Json> = {};
  const kept = new Set<string>();
  for (const { name, value } of values.properties) {
    const key = name.trim();
    if (key === "") continue;
    kept.add(key);
    const present = before?.properties[key];
    if (value === asText(present ?? null)) continue;
    properties[key] = value === "" ? null : fromText(value, present);
  }
  for (const name of Object.keys(before?.properties ?? {})) if (!kept.has(name)) properties[name] = null;
  const changed = <Name extends string>(
    all: readonly Name[],
    texts: Record<Name, string>,
    present: Record<Name, unknown> | undefined,
    parse: (text: string) => Json,
  ) =>
    Object.fromEntries(
      all.flatMap((name) => {
        const text = texts[name].trim();
        return text === asText((present?.[name] ?? null) as Json)
          ? []
          : [[name, text === "" ? null : parse(text)]];
      }),
    );
  return {
    ...(values.email.trim() !== (before?.email ?? "") && { email: values.email.trim() || null }),
    properties,
    consent: changed(CONSENT_FIELDS, values.consent, before?.consent, (text) => text),
    statistics: changed(STATISTICS, values.statistics, before?.statistics, number),
    groupIds: values.groupIds.map(Number),
  };
}

/** What was a number, a list or the like stays one, if that is what was typed. */
function fromText(text: string, present: Json | undefined): Json {
  if (present === undefined || present === null || typeof present === "string") return text;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}

const number = (text: string): Json => (Number.isNaN(Number(text)) ? text : Number(text));

export const asText = (value: Json): string =>
  value === null ? "" : typeof value === "string" ? value : JSON.stringify(value);
