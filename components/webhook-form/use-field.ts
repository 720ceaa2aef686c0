"use client";

import type { FieldPath } from "react-hook-form";
import { useFormError, useFormField } from "@/components/ui/use-form-field";
import type { FormValues } from "./form-values";

/** What a value comes to stands below its input; a problem last. */
export const BELOW: ("label" | "input" | "description" | "error")[] = [
  "label",
  "input",
  "description",
  "error",
];

/** One place of the form: what an input needs, and its problem as a sentence. */
export const useField = <Name extends FieldPath<FormValues>>(name: Name, label: string) =>
  useFormField<FormValues, Name>(name, label);

export const useErrorAt = (path: string, label: string) => useFormError(path, label);
