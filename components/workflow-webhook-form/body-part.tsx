"use client";

import { Switch, Text } from "@mantine/core";
import { useController, useFormContext, useWatch } from "react-hook-form";
import { Segments } from "@/components/ui/segments";
import { useFormError } from "@/components/ui/use-form-field";
import { FormBlock } from "@/components/webhook-form/form-block";
import { workflowWebhookForm } from "@/texts/workflow-webhook-form";
import type { RequestValues } from "./request-values";
import { TemplateField } from "./template-field";

const t = workflowWebhookForm.body;

const FORMATS = (["json", "xml", "text"] as const).map((value) => ({
  value: String(value),
  label: t.formats[value],
}));

/** S4.24: a switch, a format, and the data. */
export function BodyPart() {
  const { control } = useFormContext<RequestValues>();
  const method = useWatch({ control, name: "method" });
  // Registered, or a problem at a place of the body would be forgotten.
  const { field: switched } = useController({ control, name: "body.on" });
  const { field: chosen } = useController({ control, name: "body.format" });
  const on = switched.value;
  const format = chosen.value;
  const error = useFormError("body.format", t.format);
  if (method === "GET") {
    return (
      <FormBlock title={t.title}>
        <Text size="sm" c="dimmed" mt={-8}>
          {t.onlyPost}
        </Text>
      </FormBlock>
    );
  }
  return (
    <FormBlock title={t.title}>
      <Switch
        label={t.on}
        checked={on}
        error={error}
        onChange={(event) => switched.onChange(event.currentTarget.checked)}
      />
      {on && (
        <>
          <Segments label={t.format} data={FORMATS} value={format} onChange={chosen.onChange} />
          <TemplateField
            key={format}
            name="body.template"
            label={t.template}
            medium={format}
            placeholder={t.examples[format]}
          />
        </>
      )}
    </FormBlock>
  );
}
