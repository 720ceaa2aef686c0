"use client";

import { Checkbox, Stack, Text, TextInput } from "@mantine/core";
import { useFieldArray, useFormContext } from "react-hook-form";
import { SecretInput } from "@/components/ui/secret-input";
import { useFormField } from "@/components/ui/use-form-field";
import { webhookFormRequest } from "@/texts/webhook-form-request";
import { workflowWebhookForm } from "@/texts/workflow-webhook-form";
import { PairList } from "./pair-list";
import { PairRow } from "./pair-row";
import type { RequestValues, WorkflowProfile } from "./request-values";
import { TemplateField } from "./template-field";

const t = webhookFormRequest.headers;

/** Headers of one's own (S5.18); of a data request their values may hold expressions. */
export function HeaderPairs({ profile }: { profile: WorkflowProfile }) {
  const { control } = useFormContext<RequestValues>();
  const { fields, append, remove } = useFieldArray({ control, name: "headers" });
  return (
    <Stack gap="sm">
      <div>
        <Text size="sm" fw={500}>
          {workflowWebhookForm.where.headers}
        </Text>
        <Text size="xs" c="dimmed">
          {workflowWebhookForm.where.headersHint[profile]}
        </Text>
      </div>
      <PairList
        path="headers"
        listLabel={t.list}
        addLabel={t.add}
        onAdd={() => append({ name: "", value: "", secret: false })}
      >
        {fields.map(({ id }, index) => (
          <HeaderRow
            key={id}
            index={index}
            templated={profile === "data_request"}
            onRemove={() => remove(index)}
          />
        ))}
      </PairList>
    </Stack>
  );
}

function HeaderRow(props: { index: number; templated: boolean; onRemove: () => void }) {
  const { index, templated, onRemove } = props;
  const number = index + 1;
  const { label: _name, ...name } = useFormField<RequestValues, `headers.${number}.name`>(
    `headers.${index}.name`,
    t.name,
  );
  const {
    label: _value,
    ref,
    ...value
  } = useFormField<RequestValues, `headers.${number}.value`>(`headers.${index}.value`, t.value);
  const {
    value: secret,
    onChange,
    ...tick
  } = useFormField<RequestValues, `headers.${number}.secret`>(`headers.${index}.secret`, t.secret);
  const toggle = (checked: boolean) => {
    // What was kept as a secret can't be shown as plain text: it has to be typed again.
    if (value.value === undefined) value.onChange("");
    onChange(checked);
  };
  return (
    <PairRow
      removeLabel={t.remove(number)}
      onRemove={onRemove}
      more={
        <Checkbox
          {...tick}
          checked={secret}
          aria-label={t.secretOf(number)}
          mt={8}
          onChange={(event) => toggle(event.currentTarget.checked)}
        />
      }
    >
      <TextInput {...name} aria-label={t.nameOf(number)} placeholder={t.name} autoComplete="off" />
      {secret ? (
        <SecretInput {...value} label={t.valueOf(number)} hideLabel />
      ) : templated ? (
        <TemplateField name={`headers.${index}.value`} label={t.valueOf(number)} hideLabel medium="header" />
      ) : (
        <TextInput
          {...value}
          value={value.value ?? ""}
          ref={ref}
          aria-label={t.valueOf(number)}
          placeholder={t.value}
          autoComplete="off"
        />
      )}
    </PairRow>
  );
}
