"use client";

import { Switch, Text } from "@mantine/core";
import { useFormContext, useWatch } from "react-hook-form";
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
  const { control, setValue } = useFormContext<RequestValues>();
  const [method, on, format] = useWatch({ control, name: ["method", "body.on", "body.format"] });
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
        onChange={(event) => setValue("body.on", event.currentTarget.checked, { shouldDirty: true })}
      />
      {on && (
        <>
          <Segments
            label={t.format}
            data={FORMATS}
            value={format}
            onChange={(next) =>
              setValue("body.format", next as RequestValues["body"]["format"], { shouldDirty: true })
            }
          />
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
