"use client";

import { Text } from "@mantine/core";
import { useFormContext, useWatch } from "react-hook-form";
import { PayloadPreview } from "@/components/payload-preview/payload-preview";
import { payloadPreview as t } from "@/texts/payload-preview";
import { type FormValues, settledTrigger } from "./form-values";

/** The sample of the trigger that is selected at this moment, told with its first detail. */
export function FormPreview() {
  const { control } = useFormContext<FormValues>();
  const [triggers, dataCenterId, payloadStyle] = useWatch({
    control,
    name: ["triggers", "dataCenterId", "delivery.payloadStyle"],
  });
  const [trigger] = triggers;
  if (!trigger?.type || dataCenterId === null) {
    return (
      <Text size="sm" c="dimmed">
        {t.notYet}
      </Text>
    );
  }
  const { type, ...refinements } = settledTrigger(trigger);
  return <PayloadPreview input={{ dataCenterId, payloadStyle, type, refinements }} maxHeight="55vh" />;
}
