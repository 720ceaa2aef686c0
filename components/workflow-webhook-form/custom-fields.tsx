"use client";

import { Skeleton, Stack, Switch, Text } from "@mantine/core";
import { useMemo } from "react";
import { useController, useFormContext, useWatch } from "react-hook-form";
import { ProblemAlert } from "@/components/ui/problem-alert";
import { customFieldsOf } from "@/lib/payloads/scenario";
import { workflowWebhookForm } from "@/texts/workflow-webhook-form";
import { CheckGroup } from "./check-group";
import { useFields } from "./environment";
import type { RequestValues } from "./request-values";

const t = workflowWebhookForm.data;

/** The data center's further fields (S5.13): those that are ticked, or whatever there will be. */
export function CustomFields() {
  const { control } = useFormContext<RequestValues>();
  const dataCenterId = useWatch({ control, name: "dataCenterId" });
  const { field } = useController({ control, name: "scenario.customFields" });
  const { fields, loading, error, refetch } = useFields(dataCenterId);
  const options = useMemo(
    () => customFieldsOf(fields).map(({ id, label }) => ({ value: id, label })),
    [fields],
  );
  if (error) {
    return (
      <ProblemAlert title={t.fieldsNotLoaded} onRetry={() => void refetch()}>
        {error.message}
      </ProblemAlert>
    );
  }
  if (loading) return <Skeleton h={60} role="status" aria-busy aria-label={t.loadingFields} />;
  const every = field.value === "all";
  return (
    <Stack gap="xs">
      <Switch
        label={t.everyField}
        checked={every}
        onChange={(event) =>
          field.onChange(event.currentTarget.checked ? "all" : options.map(({ value }) => value))
        }
      />
      {options.length === 0 && (
        <Text size="sm" c="dimmed">
          {t.noFields}
        </Text>
      )}
      {!every && options.length > 0 && (
        <CheckGroup
          title={t.customFields}
          options={options}
          chosen={field.value === "all" ? [] : field.value}
          onChange={field.onChange}
        />
      )}
    </Stack>
  );
}
