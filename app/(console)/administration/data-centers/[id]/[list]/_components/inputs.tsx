"use client";

import { Checkbox, NumberInput, Select, TextInput } from "@mantine/core";
import { type FieldPathByValue, get, useController, useFormContext } from "react-hook-form";
import { FIELD_TYPES } from "@/lib/data-centers/schema";
import { masterList as t } from "@/texts/data-centers";
import { fieldSentence } from "@/texts/sentence";
import type { ItemValues } from "./item-values";

interface Props<Value> {
  name: FieldPathByValue<ItemValues, Value>;
  label: string;
  /** Where several inputs have the same label. */
  fullLabel?: string;
  description?: string;
  autoFocus?: boolean;
}

export function TextField({ name, label, fullLabel, description, autoFocus }: Props<string>) {
  const { register, formState } = useFormContext<ItemValues>();
  return (
    <TextInput
      {...register(name)}
      {...labels(label, fullLabel)}
      description={description}
      error={errorOf(formState.errors, name, label)}
      autoComplete="off"
      data-autofocus={autoFocus || undefined}
    />
  );
}

export function NumberField({ name, label, fullLabel, description }: Props<number | string>) {
  const { control, formState } = useFormContext<ItemValues>();
  const { field } = useController({ control, name });
  return (
    <NumberInput
      {...field}
      {...labels(label, fullLabel)}
      description={description}
      error={errorOf(formState.errors, name, label)}
      allowDecimal={false}
      hideControls
      autoComplete="off"
    />
  );
}

/** What a field has: label, code, type, and whether it is of the key. */
export function FieldInputs() {
  const { control, register } = useFormContext<ItemValues>();
  const { field: type } = useController({ control, name: "type" });
  return (
    <>
      <TextField name="label" label={t.columns.label} autoFocus />
      <TextField name="code" label={t.columns.code} description={t.codeExplained} />
      <Select
        {...type}
        label={t.columns.type}
        data={FIELD_TYPES.map((value) => ({ value: String(value), label: t.types[value] }))}
        allowDeselect={false}
      />
      <Checkbox {...register("keyField")} label={t.columns.keyField} description={t.keyFieldExplained} />
    </>
  );
}

const labels = (label: string, full: string | undefined) => ({ label, ...(full && { "aria-label": full }) });

function errorOf(errors: object, name: string, label: string): string | undefined {
  const { message } = (get(errors, name) ?? {}) as { message?: string };
  return message && fieldSentence(label, message);
}
