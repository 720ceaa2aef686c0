"use client";

import {
  type FieldErrors,
  type FieldPath,
  type FieldValues,
  get,
  useController,
  useFormContext,
  useFormState,
} from "react-hook-form";
import { fieldSentence } from "@/texts/sentence";

/**
 * How long after leaving a field its problem appears. The text moves what stands below it: shown at once, it would
 * pull the very button or field away that the mouse is being pressed on, and the click would be lost.
 */
const AFTER_CLICK_MS = 200;

/** One place of a form: what an input needs, and its problem as a sentence. */
export function useFormField<Values extends FieldValues, Name extends FieldPath<Values>>(
  name: Name,
  label: string,
) {
  const { control } = useFormContext<Values>();
  const { field } = useController({ name, control });
  const error = useFormError(name, label);
  const onBlur = () => void setTimeout(field.onBlur, AFTER_CLICK_MS);
  return { ...field, onBlur, label, error };
}

export function useFormError(path: string, label: string): string | undefined {
  const { control } = useFormContext();
  const { errors } = useFormState({ control });
  const message = messageAt(errors, path);
  return message && fieldSentence(label, message);
}

export function messageAt(errors: FieldErrors, path: string): string | undefined {
  const found: { message?: string; root?: { message?: string } } | undefined = get(errors, path);
  return found?.message ?? found?.root?.message;
}
