"use client";

import { Stack, Text } from "@mantine/core";
import { useEffect, useState } from "react";
import { useFormContext } from "react-hook-form";
import { TemplateEditor } from "@/components/template-editor/template-editor";
import { PagePart } from "@/components/ui/page-part";
import { Segments } from "@/components/ui/segments";
import { useFormField } from "@/components/ui/use-form-field";
import { useFields } from "@/components/workflow-webhook-form/environment";
import type { MediumName } from "@/lib/templates/media/medium";
import { messages as t } from "@/texts/messages";
import type { MessageValues } from "./message-values";

const BODIES = (["html", "text"] as const).map((value) => ({
  value: String(value),
  label: t.bodies[value],
}));

/** Subject and body, each a template with its names suggested and its faults marked (S4.37). */
export function ContentFields({ dataCenterId }: { dataCenterId: number }) {
  const { getValues, formState } = useFormContext<MessageValues>();
  const [body, setBody] = useState<"html" | "text">(() =>
    getValues("html") === "" && getValues("text") !== "" ? "text" : "html",
  );
  const { text, html } = formState.errors;
  const faulty = Boolean(text) === Boolean(html) ? undefined : text ? "text" : "html";
  // What keeps the message from being saved is never out of sight.
  useEffect(() => {
    if (faulty) setBody(faulty);
  }, [faulty]);
  return (
    <PagePart title={t.content}>
      <Stack gap="md">
        <Part name="subject" label={t.subject} medium="text" singleLine dataCenterId={dataCenterId} />
        <Segments
          label={t.body}
          data={BODIES}
          value={body}
          onChange={(next) => setBody(next as typeof body)}
        />
        {body === "html" ? (
          <Part
            key="html"
            name="html"
            label={t.html}
            description={t.htmlHint}
            medium="html"
            dataCenterId={dataCenterId}
          />
        ) : (
          <Part
            key="text"
            name="text"
            label={t.text}
            description={t.textHint}
            medium="text"
            dataCenterId={dataCenterId}
          />
        )}
        <Text size="xs" c="dimmed">
          {t.expressions}
        </Text>
      </Stack>
    </PagePart>
  );
}

const NO_PARAMETERS: string[] = [];

interface PartProps {
  name: "subject" | "text" | "html";
  label: string;
  description?: string;
  medium: MediumName;
  singleLine?: boolean;
  dataCenterId: number;
}

function Part({ name, label, description, medium, singleLine = false, dataCenterId }: PartProps) {
  const { fields } = useFields(dataCenterId);
  const field = useFormField<MessageValues, typeof name>(name, label);
  return (
    <TemplateEditor
      label={label}
      description={description}
      medium={medium}
      singleLine={singleLine}
      value={field.value}
      onChange={field.onChange}
      onBlur={field.onBlur}
      readOnly={field.disabled ?? false}
      error={field.error}
      fields={fields}
      parameters={NO_PARAMETERS}
      answers
    />
  );
}
