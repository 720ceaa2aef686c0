"use client";

import { Alert, Code, Text, Textarea, TextInput } from "@mantine/core";
import { useFormContext, useWatch } from "react-hook-form";
import { useFormField } from "@/components/ui/use-form-field";

import { FormBlock } from "@/components/webhook-form/form-block";
import { expressionFor } from "@/lib/templates/expression-for";
import type { WebhookView } from "@/lib/webhooks/schema";
import { workflowWebhookForm } from "@/texts/workflow-webhook-form";
import { DataCenterChoice } from "./data-center-choice";
import type { RequestValues } from "./request-values";

const t = workflowWebhookForm.name;

/** S4.15: any symbols; the name is the data source's name in expressions (S4.34). */
export function NamePart({ original }: { original: WebhookView | undefined }) {
  const { control } = useFormContext<RequestValues>();
  const [profile, typed] = useWatch({ control, name: ["profile", "label"] });
  const label = useFormField<RequestValues, "label">("label", t.label);
  const description = useFormField<RequestValues, "description">("description", t.description);
  const reads = profile === "data_request" && typed.trim() !== "";
  const renamed = reads && original !== undefined && original.label !== typed.trim();
  return (
    <FormBlock title={t.title}>
      <TextInput {...label} required maxLength={200} data-autofocus description={t.hint[profile]} />
      {reads && (
        <Text size="xs" c="dimmed" mt={-8} style={{ overflowWrap: "anywhere" }}>
          {t.reads} <Code>{expressionFor(["data", typed.trim(), "…"]).replace("['…']", ".…")}</Code>
        </Text>
      )}
      {renamed && (
        <Alert color="yellow" variant="light">
          {t.renamed}
        </Alert>
      )}
      <Textarea {...description} autosize minRows={1} maxRows={6} maxLength={2000} />
      <DataCenterChoice />
    </FormBlock>
  );
}
