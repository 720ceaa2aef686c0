"use client";

import { Alert, Code, Select } from "@mantine/core";
import { useFormContext } from "react-hook-form";
import { useConsole } from "@/components/console-context";
import { useFormField } from "@/components/ui/use-form-field";
import { webhookForm } from "@/texts/webhook-form";
import { workflowWebhookForm } from "@/texts/workflow-webhook-form";
import type { RequestValues } from "./request-values";

const t = webhookForm.dataCenter;

/** Whose contacts, fields and events it is about; another one has other custom fields. */
export function DataCenterChoice() {
  const { dataCenters } = useConsole();
  const { getValues, setValue } = useFormContext<RequestValues>();
  const { value, onChange, ...field } = useFormField<RequestValues, "dataCenterId">("dataCenterId", t.label);
  if (dataCenters.length === 0) {
    return (
      <Alert color="yellow" variant="light" title={t.none}>
        {t.createFirst} <Code>{t.command}</Code>
      </Alert>
    );
  }
  const choose = (id: number | null) => {
    if (id === null || id === value) return;
    onChange(id);
    if (getValues("scenario.customFields") !== "all") {
      setValue("scenario.customFields", [], { shouldDirty: true });
    }
  };
  return (
    <Select<number>
      {...field}
      data={dataCenters.map(({ id, name }) => ({ value: id, label: name }))}
      value={value}
      onChange={choose}
      allowDeselect={false}
      searchable={dataCenters.length > 8}
      required
      placeholder={t.placeholder}
      description={workflowWebhookForm.name.dataCenterHint}
    />
  );
}
