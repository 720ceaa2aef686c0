import { Badge, Tooltip } from "@mantine/core";
import {
  IconCircleCheckFilled,
  IconCircleDashed,
  IconCirclePause,
  IconCircleXFilled,
  IconTrash,
} from "@tabler/icons-react";
import type { WebhookStatus } from "@/lib/vocabulary";
import { WEBHOOK_STATUS_HINTS, WEBHOOK_STATUS_LABELS } from "@/texts/statuses";

const LOOKS = {
  created: { icon: IconCircleDashed, color: "var(--mantine-color-dimmed)" },
  active: {
    icon: IconCircleCheckFilled,
    color: "light-dark(var(--mantine-color-teal-8), var(--mantine-color-teal-4))",
  },
  inactive: { icon: IconCirclePause, color: "var(--mantine-color-dimmed)" },
  suspended: { icon: IconCircleXFilled, color: "var(--mantine-color-error)" },
  deleted: { icon: IconTrash, color: "var(--mantine-color-dimmed)" },
} as const;

/** Icon and word together; the colour only repeats them. */
export function StatusChip({ status }: { status: WebhookStatus }) {
  const { icon: Icon, color } = LOOKS[status];
  return (
    <Tooltip label={WEBHOOK_STATUS_HINTS[status]}>
      <Badge
        variant="default"
        tt="none"
        miw="max-content"
        fw={500}
        leftSection={<Icon size={14} color={color} aria-hidden />}
      >
        {WEBHOOK_STATUS_LABELS[status]}
      </Badge>
    </Tooltip>
  );
}
