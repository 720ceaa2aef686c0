import { Group, Stack, Text } from "@mantine/core";
import { IconBan, IconCheck, IconClock, IconHourglassOff, IconSend, IconX } from "@tabler/icons-react";
import type { DeliveryRow } from "@/lib/deliveries/schema";
import { deliveryStateLabel, deliveriesText as t } from "@/texts/deliveries";

const GOOD = "light-dark(var(--mantine-color-teal-9), var(--mantine-color-teal-4))";
const BAD = "var(--mantine-color-error)";
const QUIET = "var(--mantine-color-dimmed)";

const LOOKS = {
  pending: { icon: IconClock, color: QUIET },
  sending: { icon: IconSend, color: QUIET },
  delivered: { icon: IconCheck, color: GOOD },
  failed: { icon: IconX, color: BAD },
  discarded: { icon: IconHourglassOff, color: BAD },
  cancelled: { icon: IconBan, color: QUIET },
} as const;

/** Icon and word together; the colour only repeats them. */
export function DeliveryStateMark({
  delivery: { state, cancelRequested },
}: {
  delivery: Pick<DeliveryRow, "state" | "cancelRequested">;
}) {
  const { icon: Icon, color } = LOOKS[state];
  return (
    <Stack gap={0}>
      <Group gap={6} wrap="nowrap">
        <Icon size={16} color={color} aria-hidden style={{ flex: "none" }} />
        <Text span size="sm" fw={500} c={color}>
          {deliveryStateLabel(state)}
        </Text>
      </Group>
      {state === "sending" && cancelRequested && (
        <Text size="xs" c="dimmed">
          {t.cancelRequested}
        </Text>
      )}
    </Stack>
  );
}
