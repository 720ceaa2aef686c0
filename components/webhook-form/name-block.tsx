"use client";

import { Alert, Anchor, Collapse, Stack, Switch, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { useFormContext } from "react-hook-form";
import { WaitingChoice } from "@/components/webhook-dialogs/waiting-choice";
import type { WebhookView } from "@/lib/webhooks/schema";
import { DataCenterField } from "./data-center-field";
import { FormBlock } from "./form-block";
import type { FormValues } from "./form-values";
import { useField } from "./use-field";

/** Label, Status, Data center; a description for those who want one. */
export function NameBlock({ original }: { original: WebhookView | undefined }) {
  const label = useField("label", "Label");
  const description = useField("description", "Description");
  const [described, setDescribed] = useState(Boolean(description.value));
  return (
    <FormBlock title="Name and state">
      <TextInput
        {...label}
        required
        maxLength={200}
        data-autofocus
        description="Distinguishes this webhook from others in the list"
      />
      {described ? (
        <Textarea {...description} autosize minRows={2} maxRows={6} maxLength={2000} />
      ) : (
        <Anchor component="button" type="button" size="sm" ta="left" onClick={() => setDescribed(true)}>
          Add a description
        </Anchor>
      )}
      <StatusField original={original} />
      <DataCenterField />
    </FormBlock>
  );
}

const EXPLANATIONS = {
  active: "Active: works immediately after you save.",
  inactive: "Inactive: configured and preserved, but not executed until you activate it.",
};

function StatusField({ original }: { original: WebhookView | undefined }) {
  const { watch, setValue } = useFormContext<FormValues>();
  const [status, waiting] = watch(["status", "waiting"]);
  const switchedOff = original?.status === "active" && status === "inactive";
  return (
    <Stack gap="xs">
      <Switch
        label={`Status: ${status === "active" ? "Active" : "Inactive"}`}
        description={EXPLANATIONS[status]}
        checked={status === "active"}
        onChange={(event) =>
          setValue("status", event.currentTarget.checked ? "active" : "inactive", { shouldDirty: true })
        }
      />
      {original?.status === "suspended" && status === "inactive" && (
        <Alert color="yellow" variant="light">
          Tidings has suspended this webhook. Switch it to Active to resume it.
        </Alert>
      )}
      <Collapse expanded={switchedOff} keepMounted={false}>
        <WaitingChoice
          count={original?.health.waiting ?? 0}
          value={waiting}
          onChange={(next) => setValue("waiting", next, { shouldDirty: true })}
        />
      </Collapse>
    </Stack>
  );
}
