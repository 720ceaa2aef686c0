"use client";

import { Alert, Code, Select } from "@mantine/core";
import { useState } from "react";
import { useFormContext } from "react-hook-form";
import { useConsole } from "@/components/console-context";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { FormValues } from "./form-values";
import { useField } from "./use-field";

/** Personas and lead scorings belong to a data center, so another one clears the details; it asks first. */
export function DataCenterField() {
  const { dataCenters } = useConsole();
  const { getValues, setValue } = useFormContext<FormValues>();
  const { value, onChange, ...field } = useField("dataCenterId", "Data center");
  const [asked, setAsked] = useState<number>();

  const choose = (id: number) => {
    setValue(
      "triggers",
      getValues("triggers").map((trigger) => ({ ...trigger, personas: [], leadScorings: [] })),
      { shouldDirty: true },
    );
    onChange(id);
    setAsked(undefined);
  };
  const pick = (id: number | null) => {
    if (id === null || id === value) return;
    const detailed = getValues("triggers").some(
      ({ personas, leadScorings }) => personas.length + leadScorings.length > 0,
    );
    if (detailed) setAsked(id);
    else choose(id);
  };

  if (dataCenters.length === 0) {
    return (
      <Alert color="yellow" variant="light" title="There is no data center yet">
        Create one first, on the server: <Code>npm run -s tidings -- data-center create</Code>
      </Alert>
    );
  }
  return (
    <>
      <Select<number>
        {...field}
        data={dataCenters.map(({ id, name }) => ({ value: id, label: name }))}
        value={value}
        onChange={pick}
        allowDeselect={false}
        searchable={dataCenters.length > 8}
        required
        placeholder="Choose a data center"
        description="The webhook can access data such as Personas and Lead scorings only in this data center."
      />
      <ConfirmDialog
        opened={asked !== undefined}
        title="Change the data center?"
        confirmLabel="Change and clear details"
        onConfirm={() => asked !== undefined && choose(asked)}
        onCancel={() => setAsked(undefined)}
      >
        The personas and lead scorings you have chosen belong to the present data center. They are cleared.
      </ConfirmDialog>
    </>
  );
}
