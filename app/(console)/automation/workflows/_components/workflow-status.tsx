import { IconArchive, IconCircleCheckFilled, IconCircleDashed, IconCirclePause } from "@tabler/icons-react";
import { DIMMED, GOOD, StateBadge, type StateLook } from "@/components/ui/state-badge";
import type { WorkflowStatus as Status } from "@/lib/vocabulary";
import { WORKFLOW_STATUS_HINTS, WORKFLOW_STATUS_LABELS } from "@/texts/workflows";

const LOOKS: Record<Status, StateLook> = {
  draft: { icon: IconCircleDashed, color: DIMMED },
  active: { icon: IconCircleCheckFilled, color: GOOD },
  paused: { icon: IconCirclePause, color: DIMMED },
  archived: { icon: IconArchive, color: DIMMED },
};

export const WorkflowStatus = ({ status }: { status: Status }) => (
  <StateBadge
    look={LOOKS[status]}
    label={WORKFLOW_STATUS_LABELS[status]}
    hint={WORKFLOW_STATUS_HINTS[status]}
  />
);
