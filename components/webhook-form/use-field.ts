"use client";

import {
  type FieldErrors,
  type FieldPath,
  get,
  useController,
  useFormContext,
  useFormState,
} from "react-hook-form";
import { fieldSentence } from "@/texts/sentence";
import type { FormValues } from "./form-values";

/**
 * How long after leaving a field its problem appears. The text moves what stands below it: shown at once, it would
 * pull the very button or field away that the mouse is being pressed on, and the click would be lost.
 */
const AFTER_CLICK_MS = 200;

/** What a value comes to stands below its input; a problem last. */
export const BELOW: ("label" | "input" | "description" | "error")[] = [
  "label",
  "input",
  "description",
  "error",
];

/** One place of the form: what an input needs, and its problem as a sentence. */
export function useField<Name extends FieldPath<FormValues>>(name: Name, label: string) {
  const { control } = useFormContext<FormValues>();
  const { field } = useController({ name, control });
  const error = useErrorAt(name, label);
  const onBlur = () => void setTimeout(field.onBlur, AFTER_CLICK_MS);
  return { ...field, onBlur, label, error };
}

export function useErrorAt(path: string, label: string): string | undefined {
  const { control } = useFormContext<FormValues>();
  const { errors } = useFormState({ control });
  const message = messageAt(errors, path);
  return message && fieldSentence(label, message);
}

export function messageAt(errors: FieldErrors, path: string): string | undefined {
  const found: { message?: string; root?: { message?: string } } | undefined = get(errors, path);
  return found?.message ?? found?.root?.message;
}
