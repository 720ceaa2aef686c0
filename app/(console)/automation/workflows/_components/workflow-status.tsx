import { Badge } from "@mantine/core";
import { IconArchive, IconCircleCheckFilled, IconCircleDashed, IconCirclePause } from "@tabler/icons-react";
import { LazyTooltip } from "@/components/ui/lazy-tooltip";
import type { WorkflowStatus as Status } from "@/lib/vocabulary";
import { WORKFLOW_STATUS_HINTS, WORKFLOW_STATUS_LABELS } from "@/texts/workflows";

const LOOKS = {
  draft: { icon: IconCircleDashed, color: "var(--mantine-color-dimmed)" },
  active: {
    icon: IconCircleCheckFilled,
    color: "light-dark(var(--mantine-color-teal-8), var(--mantine-color-teal-4))",
  },
  paused: { icon: IconCirclePause, color: "var(--mantine-color-dimmed)" },
  archived: { icon: IconArchive, color: "var(--mantine-color-dimmed)" },
} as const;

/** Icon and word together; the colour only repeats them. */
export function WorkflowStatus({ status }: { status: Status }) {
  const { icon: Icon, color } = LOOKS[status];
  return (
    <LazyTooltip label={WORKFLOW_STATUS_HINTS[status]}>
      <Badge
        variant="default"
        fw={500}
        tt="none"
        miw="max-content"
        leftSection={<Icon size={14} color={color} aria-hidden />}
      >
        {WORKFLOW_STATUS_LABELS[status]}
      </Badge>
    </LazyTooltip>
  );
}
