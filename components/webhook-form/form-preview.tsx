"use client";

import { Stack, Text, Title } from "@mantine/core";
import { useFormContext, useWatch } from "react-hook-form";
import { PayloadPreview } from "@/components/payload-preview/payload-preview";
import { payloadPreview as t } from "@/texts/payload-preview";
import { type FormValues, type TriggerValues, triggerOf } from "./form-values";

/** The sample of the trigger that is selected at this moment, told with its first detail. */
export function FormPreview({ titled = true }: { titled?: boolean }) {
  const { control } = useFormContext<FormValues>();
  const [triggers, dataCenterId, payloadStyle] = useWatch({
    control,
    name: ["triggers", "dataCenterId", "delivery.payloadStyle"],
  });
  const trigger = triggers[0];
  return (
    <Stack gap="xs">
      {titled && <Title order={3}>{t.title}</Title>}
      {trigger?.type && dataCenterId !== null ? (
        <PayloadPreview input={{ dataCenterId, payloadStyle, ...previewed(trigger) }} maxHeight="55vh" />
      ) : (
        <Text size="sm" c="dimmed">
          {t.notYet}
        </Text>
      )}
    </Stack>
  );
}

/** Details that are still being filled in don't count yet. */
function previewed(trigger: TriggerValues) {
  const { type, ...refinements } = triggerOf({
    ...trigger,
    personas: trigger.personas.filter(({ id }) => id !== null),
    leadScorings: trigger.leadScorings.filter(({ id }) => id !== null),
  });
  return { type, refinements };
}
