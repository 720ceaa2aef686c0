import type { MasterItems, MasterList } from "@/lib/data-centers/schema";
import { optInField } from "@/lib/event-types/contact/opt-in-parts";
import { webhookFormPickers as t } from "@/texts/webhook-form-pickers";

/** What a refinement names: an id, or a field's code. */
export type Value = string | number;

/** How a picker shows one item of its list. */
export interface Entry {
  value: Value;
  label: string;
  /** Else it is shown where it is chosen or typed, but not proposed. */
  proposed: boolean;
}

/** A refinement whose values are picked from one of the data center's lists. */
export interface RefinementList<List extends MasterList = MasterList> {
  list: List;
  entriesOf(items: MasterItems[List][]): Entry[];
  /** A value whose list is not there to name it. */
  unnamed(value: Value): string;
  /** A value that the list does not have, or has no more. */
  gone(value: Value): string;
  /** The value that somebody types, where the list need not know it. */
  typed?(search: string, entries: Entry[]): Entry | undefined;
}

const ofNamed = <List extends "mailings" | "communicationTypes">(
  list: List,
  { unnamed, gone }: Pick<RefinementList, "unnamed" | "gone">,
): RefinementList<List> => ({
  list,
  entriesOf: (items) =>
    items.map(({ id, name }) => ({ value: id, label: t.named(name, id), proposed: true })),
  unnamed,
  gone,
});

/** By the refinement's name in a trigger, in the order of the form. */
export const REFINEMENT_LISTS = {
  mailingIds: ofNamed("mailings", t.mailing),
  communicationTypes: ofNamed("communicationTypes", t.communicationType),
  optInFields: {
    list: "fields",
    // A platform may keep consent in a field of another type, so those can still be typed.
    entriesOf: (fields) =>
      fields.map(({ code, label, type }) => ({
        value: code,
        label: t.named(label, code),
        proposed: type === "boolean",
      })),
    unnamed: t.optInField.unnamed,
    gone: t.optInField.gone,
    typed: typedCode,
  } satisfies RefinementList<"fields">,
};

export type PickedRefinement = keyof typeof REFINEMENT_LISTS;

/** Codes differ in more than case, so one that differs in nothing else is the field's. */
function typedCode(search: string, entries: Entry[]): Entry | undefined {
  const code = search.trim();
  if (!optInField.safeParse(code).success) return undefined;
  const field = entries.find(({ value }) => folded(String(value)) === folded(code));
  return field ?? { value: code, label: t.optInField.typed(code), proposed: false };
}

interface State {
  chosen: Value[];
  /** Undefined until the list is loaded, or where it can't be. */
  entries: Entry[] | undefined;
  search: string;
}

/** What is proposed, what is chosen besides, then what is being typed. */
export function optionsOf(
  { unnamed, gone, typed }: RefinementList,
  { chosen, entries, search }: State,
): { value: Value; label: string }[] {
  const isChosen = new Set(chosen);
  const listed = new Set(entries?.map(({ value }) => value));
  const shown = (entries ?? []).filter(({ value, proposed }) => proposed || isChosen.has(value));
  const others = chosen.filter((value) => !listed.has(value));
  const options = [
    ...shown.map(({ value, label }) => ({ value, label })),
    ...others.map((value) => ({ value, label: entries ? gone(value) : unnamed(value) })),
  ];
  const entry = typed?.(search, entries ?? []);
  if (!entry || options.some(({ value }) => value === entry.value)) return options;
  return [...options, { value: entry.value, label: entry.label }];
}

/**
 * What somebody meant who typed and went on without choosing: a field's code, or what nothing was found for.
 * Part of a name is a search, and is dropped.
 */
export function leftTyped(kind: RefinementList, state: State): Value | undefined {
  const entry = kind.typed?.(state.search, state.entries ?? []);
  if (!entry || state.chosen.includes(entry.value)) return undefined;
  if (state.entries?.some(({ value }) => value === entry.value)) return entry.value;
  const search = folded(state.search.trim());
  const found = state.entries?.some(({ label, proposed }) => proposed && folded(label).includes(search));
  return found ? undefined : entry.value;
}

const folded = (text: string) => text.toLowerCase();
