"use client";

import { Alert, Anchor, Collapse, Group, Stack, Switch, Text, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { useFormContext } from "react-hook-form";
import { StatusChip } from "@/components/status-chip";
import { WaitingChoice } from "@/components/webhook-dialogs/waiting-choice";
import type { WebhookStatus } from "@/lib/vocabulary";
import type { WebhookView } from "@/lib/webhooks/schema";
import { webhookForm } from "@/texts/webhook-form";
import { DataCenterField } from "./data-center-field";
import { FormBlock } from "./form-block";
import type { FormValues } from "./form-values";
import { startsCreated } from "./profile-rules";
import { useField } from "./use-field";

const t = webhookForm.name;

/** Label, Status, Data center; a description for those who want one. */
export function NameBlock({ original }: { original: WebhookView | undefined }) {
  const label = useField("label", t.label);
  const description = useField("description", t.description);
  const [described, setDescribed] = useState(Boolean(description.value));
  return (
    <FormBlock title={t.title}>
      <TextInput {...label} required maxLength={200} data-autofocus description={t.labelHint} />
      {described ? (
        <Textarea {...description} autosize minRows={2} maxRows={6} maxLength={2000} />
      ) : (
        <Anchor component="button" type="button" size="sm" ta="left" onClick={() => setDescribed(true)}>
          {t.addDescription}
        </Anchor>
      )}
      <StatusField original={original} />
      <DataCenterField />
    </FormBlock>
  );
}

function StatusField({ original }: { original: WebhookView | undefined }) {
  const { watch, setValue } = useFormContext<FormValues>();
  const [status, waiting, profile] = watch(["status", "waiting", "profile"]);
  if (startsCreated(profile)) return <OwnStep status={original?.status ?? "created"} />;
  const shown = original?.status === "created" && status === "inactive" ? "created" : status;
  const switchedOff = original?.status === "active" && status === "inactive";
  return (
    <Stack gap="xs">
      <Switch
        label={t.status[shown]}
        description={t.statusHint[shown]}
        checked={status === "active"}
        onChange={(event) =>
          setValue("status", event.currentTarget.checked ? "active" : "inactive", { shouldDirty: true })
        }
      />
      {original?.status === "suspended" && status === "inactive" && (
        <Alert color="yellow" variant="light">
          {t.suspended}
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

/** Of profiles that are activated by a step of their own the form only tells the state (decision 8). */
function OwnStep({ status }: { status: WebhookStatus }) {
  return (
    <Group gap="sm">
      <StatusChip status={status} />
      <Text size="sm" c="dimmed" flex="1 1 200px">
        {t.ownStep[status]}
      </Text>
    </Group>
  );
}
