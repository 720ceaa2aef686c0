import { toNestErrors } from "@hookform/resolvers";
import type { FieldError, Resolver } from "react-hook-form";
import type { UsedItem } from "@/lib/data-centers/list-items";
import { DRAFT_SCHEMAS, type FIELD_TYPES, type MasterList } from "@/lib/data-centers/schema";

/** A number while it is typed: empty, or too long to be one, it is text. */
type Typed = number | string;

export interface StageValues {
  id: Typed;
  name: string;
  threshold: Typed;
}

/** The form of every list; each shows what its items have. */
export interface ItemValues extends StageValues {
  stages: StageValues[];
  label: string;
  code: string;
  type: (typeof FIELD_TYPES)[number];
  keyField: boolean;
}

export const EMPTY_STAGE: StageValues = { id: "", name: "", threshold: "" };
const EMPTY: ItemValues = {
  ...EMPTY_STAGE,
  stages: [EMPTY_STAGE],
  ...{ label: "", code: "", type: "text", keyField: false },
};

/** Stages stand in the order of their thresholds. */
export function valuesOf(item: UsedItem | undefined): ItemValues {
  if (!item) return EMPTY;
  const { usedBy: _, ...values } = item;
  const stages = "stages" in item ? item.stages : [];
  return { ...EMPTY, ...values, stages: stages.toSorted((one, other) => one.threshold - other.threshold) };
}

/** What the form says, as the schema and the server take it. */
export function inputOf(list: MasterList, values: ItemValues, isNew: boolean) {
  const { name, label, code, type, keyField } = values;
  const id = isNew ? { id: numberOf(values.id) } : {};
  switch (list) {
    case "personas":
      return { ...id, name, threshold: numberOf(values.threshold) };
    case "leadScorings":
      return { ...id, name, stages: values.stages.map(stageInput) };
    case "fields":
      return { ...id, label, code: code.trim(), type, keyField };
    default:
      return { ...id, name };
  }
}

const stageInput = ({ id, name, threshold }: StageValues) => ({
  id: numberOf(id),
  name,
  threshold: numberOf(threshold),
});

const numberOf = (typed: Typed) => (typed === "" ? undefined : Number(typed));

/** Judges the form by the schema that the action parses with. */
export function itemResolver(list: MasterList, isNew: boolean): Resolver<ItemValues> {
  return (values, _context, options) => {
    const input = inputOf(list, values, isNew);
    const parsed = DRAFT_SCHEMAS[list].safeParse(input);
    if (parsed.success) return { values, errors: {} };
    const errors: Record<string, FieldError> = {};
    for (const { path, message } of parsed.error.issues) {
      const missing = at(input, path) === undefined;
      errors[path.join(".")] ??= { type: "invalid", message: missing ? "is missing" : message };
    }
    return { values: {}, errors: toNestErrors(errors, options) };
  };
}

const at = (input: unknown, path: PropertyKey[]) =>
  path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key], input);
