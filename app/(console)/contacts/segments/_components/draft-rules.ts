import { STATISTICS } from "@/lib/contacts/schema";
import {
  CONSENT_OPERATORS,
  FIELD_OPERATORS,
  GROUP_OPERATORS,
  type Rules,
  rulesSchema,
  type SegmentView,
  STATISTIC_OPERATORS,
  WITHOUT_VALUE,
} from "@/lib/contacts/segment-schema";
import { CONSENT_WORDS, COUNT_WORDS, FIELD_WORDS, GROUP_WORDS, segments as t } from "@/texts/contact-sets";
import { STATISTIC_NAMES } from "@/texts/contacts";

/** A condition as it is being written: everything is text. */
export interface DraftCondition {
  /** `field`, `group`, `consent` or a statistic. */
  about: string;
  /** The field's name, where it is about one. */
  field: string;
  is: string;
  value: string;
}

export interface DraftRules {
  match: "all" | "any";
  conditions: DraftCondition[];
}

export interface SetNames {
  groups: { id: number; name: string }[];
  fields: { code: string; label: string }[];
}

export const NEW_CONDITION: DraftCondition = { about: "field", field: "", is: "is", value: "" };

export const SUBJECTS = [
  { value: "field", label: t.field },
  { value: "group", label: t.group },
  { value: "consent", label: t.consent },
  ...STATISTICS.map((name) => ({ value: name, label: STATISTIC_NAMES[name] })),
];

/** What can be said of a subject, in words. */
export function comparisonsOf(about: string): { value: string; label: string }[] {
  const named = <Word extends string>(all: readonly Word[], words: Record<Word, string>) =>
    all.map((value) => ({ value, label: words[value] }));
  if (about === "group") return named(GROUP_OPERATORS, GROUP_WORDS);
  if (about === "consent") return named(CONSENT_OPERATORS, CONSENT_WORDS);
  if (about === "field") return named(FIELD_OPERATORS, FIELD_WORDS);
  return named(STATISTIC_OPERATORS, COUNT_WORDS);
}

export const needsValue = ({ is }: Pick<DraftCondition, "is">) => !WITHOUT_VALUE.includes(is);

export const toDraft = ({ match, conditions }: SegmentView["rules"]): DraftRules => ({
  match,
  conditions: conditions.map(({ subject, is, value }) => ({
    about: subject.startsWith("field.") ? "field" : subject,
    field: subject.startsWith("field.") ? subject.slice("field.".length) : "",
    ...{ is, value: value === undefined ? "" : String(value) },
  })),
});

/** As the API takes them. */
export const toRules = ({ match, conditions }: DraftRules) => ({
  match,
  conditions: conditions.map((condition) => {
    const { about, field, is, value } = condition;
    const subject = about === "field" ? `field.${field.trim()}` : about;
    if (!needsValue(condition)) return { subject, is };
    return { subject, is, value: about === "field" ? value : Number(value === "" ? Number.NaN : value) };
  }),
});

/** The rules if they are whole, so that they can be counted. */
export function wholeRules(draft: DraftRules): Rules | null {
  const parsed = rulesSchema.safeParse(toRules(draft));
  return parsed.success ? parsed.data : null;
}

/** Rules in a sentence. */
export function inWords({ match, conditions }: SegmentView["rules"], { groups, fields }: SetNames): string {
  const draft = toDraft({ match, conditions });
  return t.joined(
    draft.conditions.map(({ about, field, is, value }) => {
      const label = SUBJECTS.find((each) => each.value === about)?.label ?? about;
      const what = about === "field" ? (fields.find(({ code }) => code === field)?.label ?? field) : label;
      const comparison = comparisonsOf(about).find((each) => each.value === is)?.label ?? is;
      const named =
        about === "group" ? (groups.find(({ id }) => String(id) === value)?.name ?? value) : value;
      return `${what} ${comparison}${named ? ` ${named}` : ""}`;
    }),
    match,
  );
}
