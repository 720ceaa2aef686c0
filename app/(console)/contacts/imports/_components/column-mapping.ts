import { COLUMN_TARGETS } from "@/lib/contacts/import-schema";
import { CONSENT_FIELDS, STATISTICS } from "@/lib/contacts/schema";
import { isSpelling, STANDARD_FIELDS } from "@/lib/templates/contact-fields";
import { contactImports as t } from "@/texts/contact-imports";
import { CONSENT_NAMES, STATISTIC_NAMES } from "@/texts/contacts";

export interface Field {
  code: string;
  label: string;
}

/** What a column may become; `new:` and a code makes a field of that name. */
export type Target = string | null;

/** As a field's code is written: `Favourite colour` → `Favourite_colour`. */
export const codeOf = (heading: string): string =>
  heading
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/\W+/g, "_")
    .replace(/^(?=\d)/, "_")
    .slice(0, 100) || "field";

/** A guess that people can correct: by the heading, each field for one column. */
export function guessMapping(heading: readonly string[], fields: readonly Field[]): Target[] {
  const used = new Set<string>();
  return heading.map((name) => {
    const target = guess(name, fields);
    if (target === null || used.has(target)) return null;
    used.add(target);
    return target;
  });
}

function guess(name: string, fields: readonly Field[]): Target {
  const plain = name.replace(/[^\p{L}\p{N}]/gu, "").toLowerCase();
  const same = (other: string) => other.replace(/[^\p{L}\p{N}]/gu, "").toLowerCase() === plain;
  if (plain === "") return null;
  if (["id", "contactid", "idcontact"].includes(plain)) return "id";
  if (["email", "mail", "emailaddress", "femail"].includes(plain)) return "email";
  const target = COLUMN_TARGETS.find(same);
  if (target) return target;
  const field = fields.find(({ code, label }) => code === name || same(code) || same(label));
  if (field) return `property:${field.code}`;
  const standard = STANDARD_FIELDS.find((each) => isSpelling(each, name));
  return standard ? `new:${codeOf(name)}` : null;
}

/** All that a column can become, in groups. */
export function targetOptions(heading: string, fields: readonly Field[]) {
  const code = codeOf(heading);
  const isKnown = fields.some((field) => field.code.toLowerCase() === code.toLowerCase());
  return [
    {
      group: t.groupsOfTargets.contact,
      items: [
        { value: "id", label: t.id },
        { value: "email", label: t.email },
        { value: "joinedOn", label: t.joinedOn },
      ],
    },
    {
      group: t.groupsOfTargets.fields,
      items: [
        ...fields.map((field) => ({ value: `property:${field.code}`, label: field.label })),
        ...(isKnown ? [] : [{ value: `new:${code}`, label: t.newField(heading || code) }]),
      ],
    },
    {
      group: t.groupsOfTargets.consent,
      items: CONSENT_FIELDS.map((name) => ({ value: name as string, label: CONSENT_NAMES[name] })),
    },
    {
      group: t.groupsOfTargets.statistics,
      items: STATISTICS.map((name) => ({ value: name as string, label: STATISTIC_NAMES[name] })),
    },
  ];
}

/** What is wrong with a mapping; undefined if it can be used. */
export function faultOf(mapping: readonly Target[]): string | undefined {
  const used = mapping.filter((target) => target !== null);
  if (new Set(used.map((target) => target.replace(/^new:/, "property:"))).size < used.length) return t.twice;
  return used.includes("id") || used.includes("email") ? undefined : t.needsKey;
}

/** As the import takes it. */
export function toImport(mapping: readonly Target[], heading: readonly string[]) {
  const newFields = mapping.flatMap((target, index) =>
    target?.startsWith("new:") ? [{ code: target.slice(4), label: heading[index] || target.slice(4) }] : [],
  );
  return { newFields, mapping: mapping.map((target) => target?.replace(/^new:/, "property:") ?? null) };
}
