"use client";

import { Radio, Stack } from "@mantine/core";
import type { Waiting } from "@/components/console-context";
import { webhookDialogs } from "@/texts/webhook-dialogs";

const t = webhookDialogs.waiting;

interface Props {
  count: number;
  value: Waiting;
  onChange: (value: Waiting) => void;
}

/** Decision 10: what becomes of deliveries that wait. Asked even at zero, because one may come in meanwhile. */
export function WaitingChoice({ count, value, onChange }: Props) {
  return (
    <Radio.Group label={t.question(count)} value={value} onChange={(next) => onChange(next as Waiting)}>
      <Stack gap="xs" mt="xs">
        <Radio value="keep" label={t.keep} description={t.keepHint} />
        <Radio value="cancel" label={t.cancel} description={t.cancelHint} />
      </Stack>
    </Radio.Group>
  );
}
