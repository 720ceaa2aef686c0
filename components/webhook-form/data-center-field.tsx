"use client";

import { Alert, Code, Select } from "@mantine/core";
import { useState } from "react";
import { useFormContext } from "react-hook-form";
import { useConsole } from "@/components/console-context";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { webhookForm } from "@/texts/webhook-form";
import type { FormValues } from "./form-values";
import { same } from "./profile-rules";
import { withoutDetails } from "./trigger-type";
import { useField } from "./use-field";

const t = webhookForm.dataCenter;

/** Personas and lead scorings belong to a data center, so another one clears the details; it asks first. */
export function DataCenterField() {
  const { dataCenters } = useConsole();
  const { getValues, setValue } = useFormContext<FormValues>();
  const { value, onChange, ...field } = useField("dataCenterId", t.label);
  const [asked, setAsked] = useState<number>();

  const choose = (id: number) => {
    setValue("triggers", getValues("triggers").map(withoutDetails), { shouldDirty: true });
    onChange(id);
    setAsked(undefined);
  };
  const pick = (id: number | null) => {
    if (id === null || id === value) return;
    const triggers = getValues("triggers");
    if (!same(triggers, triggers.map(withoutDetails))) setAsked(id);
    else choose(id);
  };

  if (dataCenters.length === 0) {
    return (
      <Alert color="yellow" variant="light" title={t.none}>
        {t.createFirst} <Code>{t.command}</Code>
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
        placeholder={t.placeholder}
        description={t.hint}
      />
      <ConfirmDialog
        opened={asked !== undefined}
        title={t.changeTitle}
        confirmLabel={t.change}
        onConfirm={() => asked !== undefined && choose(asked)}
        onCancel={() => setAsked(undefined)}
      >
        {t.changeText}
      </ConfirmDialog>
    </>
  );
}
