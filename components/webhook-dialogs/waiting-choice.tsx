"use client";

import { Radio, Stack } from "@mantine/core";
import type { Waiting } from "@/components/console-context";
import { plural } from "@/texts/plural";

interface Props {
  count: number;
  value: Waiting;
  onChange: (value: Waiting) => void;
}

/** Decision 10: what becomes of deliveries that wait. Asked even at zero, because one may come in meanwhile. */
export function WaitingChoice({ count, value, onChange }: Props) {
  return (
    <Radio.Group
      label={
        count === 0
          ? "No delivery is waiting now. If one comes in meanwhile:"
          : `${plural(count, "delivery is", "deliveries are")} waiting. What shall become of ${count === 1 ? "it" : "them"}?`
      }
      value={value}
      onChange={(next) => onChange(next as Waiting)}
    >
      <Stack gap="xs" mt="xs">
        <Radio
          value="keep"
          label="Keep them waiting"
          description="They are sent once you activate the webhook again, if their time window is still open; it runs on."
        />
        <Radio value="cancel" label="Cancel them" description="They will never be sent." />
      </Stack>
    </Radio.Group>
  );
}
