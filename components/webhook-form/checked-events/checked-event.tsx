"use client";

import { Box, Button, Checkbox, Collapse, Group, Stack, Text } from "@mantine/core";
import { useId, useState } from "react";
import { useFormContext, useWatch } from "react-hook-form";
import { PayloadPreview } from "@/components/payload-preview/payload-preview";
import { payloadPreview } from "@/texts/payload-preview";
import { triggerDescription } from "@/texts/triggers";
import { webhookFormDraft } from "@/texts/webhook-form-draft";
import { webhookFormEvents as t } from "@/texts/webhook-form-events";
import { DraftResult } from "../draft/draft-result";
import { useDraftTest } from "../draft/send-test";
import { EMPTY_TRIGGER, type FormValues, triggerOf } from "../form-values";
import { TriggerDetails } from "../trigger-details";
import { withType } from "../trigger-type";

interface Props {
  type: string;
  label: string;
  /** Its place among the form's triggers; -1 while it is not checked. */
  index: number;
  invalid: boolean;
  onCheck: (checked: boolean) => void;
}

/** One event: its box, its details once it is checked, its sample, and a test of it (S3.7 to S3.10). */
export function CheckedEvent({ type, label, index, invalid, onCheck }: Props) {
  const { control } = useFormContext<FormValues>();
  const [triggers, style] = useWatch({ control, name: ["triggers", "delivery.payloadStyle"] });
  const trigger = triggers[index] ?? withType(EMPTY_TRIGGER, type, style);
  const [sample, setSample] = useState(false);
  const { test, pending, result } = useDraftTest();
  const resultId = useId();
  return (
    <Stack gap="xs">
      <Group justify="space-between" align="flex-start" gap="xs">
        <Checkbox
          label={label}
          description={triggerDescription(type)}
          checked={index >= 0}
          aria-invalid={invalid || undefined}
          onChange={(event) => onCheck(event.currentTarget.checked)}
          flex="1 1 240px"
        />
        <Group gap={4}>
          <Button
            variant="subtle"
            size="compact-sm"
            aria-expanded={sample}
            aria-label={sample ? t.hideSampleOf(label) : t.showSampleOf(label)}
            onClick={() => setSample(!sample)}
          >
            {sample ? t.hideSample : t.showSample}
          </Button>
          <Button
            variant="default"
            size="compact-sm"
            aria-label={webhookFormDraft.sendOf(label)}
            loading={pending}
            onClick={() => test(trigger, index)}
          >
            {webhookFormDraft.send}
          </Button>
        </Group>
      </Group>
      <Box pl={32}>
        <Stack gap="sm">
          {index >= 0 && <TriggerDetails index={index} />}
          <Collapse expanded={sample} keepMounted={false}>
            <Sample trigger={trigger} />
          </Collapse>
          <section aria-live="polite" aria-label={t.resultOf(label)} id={resultId}>
            {result && <DraftResult result={result} />}
          </section>
        </Stack>
      </Box>
    </Stack>
  );
}

/** S3.8: what is sent for the event, narrowed as it is at this moment. */
function Sample({ trigger }: { trigger: FormValues["triggers"][number] }) {
  const { control } = useFormContext<FormValues>();
  const [dataCenterId, payloadStyle] = useWatch({ control, name: ["dataCenterId", "delivery.payloadStyle"] });
  if (dataCenterId === null) {
    return (
      <Text size="sm" c="dimmed">
        {payloadPreview.notYet}
      </Text>
    );
  }
  const { type, ...refinements } = triggerOf(trigger);
  return <PayloadPreview input={{ type, dataCenterId, payloadStyle, refinements }} maxHeight={320} />;
}
