"use client";

import { useMemo } from "react";
import type { FieldPath } from "react-hook-form";
import { TemplateEditor } from "@/components/template-editor/template-editor";
import { useFormField } from "@/components/ui/use-form-field";
import { compileTemplate } from "@/lib/templates/compile";
import type { MediumName } from "@/lib/templates/media/medium";
import { useEnvironment } from "./environment";
import type { RequestValues } from "./request-values";

interface Props {
  name: FieldPath<RequestValues>;
  label: string;
  hideLabel?: boolean;
  description?: string;
  placeholder?: string;
  medium: MediumName;
  singleLine?: boolean;
}

/** One place of the form that may hold expressions. */
export function TemplateField({ name, label, medium, ...looks }: Props) {
  const { fields, parameters, scope } = useEnvironment();
  const field = useFormField<RequestValues, FieldPath<RequestValues>>(name, label);
  const value = String(field.value ?? "");
  // The editor tells what doesn't parse as it is typed; the form would say it a second time.
  const readable = useMemo(
    () => compileTemplate(value, medium, { fields, answers: false }).ok,
    [value, medium, fields],
  );
  return (
    <TemplateEditor
      {...looks}
      label={label}
      medium={medium}
      value={value}
      onChange={field.onChange}
      onBlur={field.onBlur}
      error={readable ? field.error : undefined}
      fields={fields}
      parameters={parameters}
      scope={scope}
    />
  );
}
