"use client";

import { Stack, Switch, Text, TextInput } from "@mantine/core";
import { useController, useFieldArray, useFormContext } from "react-hook-form";
import { useFormField } from "@/components/ui/use-form-field";
import { workflowWebhookForm } from "@/texts/workflow-webhook-form";
import { PairList } from "./pair-list";
import { PairRow } from "./pair-row";
import type { RequestValues } from "./request-values";
import { TemplateField } from "./template-field";

const t = workflowWebhookForm.where;

/** "Name-value" pairs in the URL or, by a switch, in headers (S4.14, S4.18). */
export function ParameterFields() {
  const { control } = useFormContext<RequestValues>();
  const { fields, append, remove } = useFieldArray({ control, name: "parameters.pairs" });
  const { field } = useController({ control, name: "parameters.in" });
  const place = field.value;
  return (
    <Stack gap="sm">
      <div>
        <Text size="sm" fw={500}>
          {t.parameters}
        </Text>
        <Text size="xs" c="dimmed">
          {place === "headers" ? t.inHeadersHint : t.parametersHint}
        </Text>
      </div>
      <Switch
        label={t.inHeaders}
        checked={place === "headers"}
        onChange={(event) => field.onChange(event.currentTarget.checked ? "headers" : "query")}
      />
      <PairList
        path="parameters.pairs"
        listLabel={t.parameterList}
        addLabel={t.addParameter}
        onAdd={() => append({ name: "", value: "" })}
      >
        {fields.map(({ id }, index) => (
          <ParameterRow
            key={id}
            index={index}
            inHeaders={place === "headers"}
            onRemove={() => remove(index)}
          />
        ))}
      </PairList>
    </Stack>
  );
}

function ParameterRow(props: { index: number; inHeaders: boolean; onRemove: () => void }) {
  const { index, inHeaders, onRemove } = props;
  const number = index + 1;
  const { label: _, ...name } = useFormField<RequestValues, `parameters.pairs.${number}.name`>(
    `parameters.pairs.${index}.name`,
    t.parameterName(number),
  );
  return (
    <PairRow removeLabel={t.removeParameter(number)} onRemove={onRemove}>
      <TextInput
        {...name}
        aria-label={t.parameterName(number)}
        placeholder={t.namePlaceholder}
        autoComplete="off"
        spellCheck={false}
      />
      <TemplateField
        name={`parameters.pairs.${index}.value`}
        label={t.parameterValue(number)}
        hideLabel
        medium={inHeaders ? "header" : "text"}
        singleLine
      />
    </PairRow>
  );
}
