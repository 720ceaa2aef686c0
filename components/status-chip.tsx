import { Badge } from "@mantine/core";
import {
  IconCircleCheckFilled,
  IconCircleDashed,
  IconCirclePause,
  IconCircleXFilled,
  IconTrash,
} from "@tabler/icons-react";
import type { CSSProperties } from "react";
import { LazyTooltip } from "@/components/ui/lazy-tooltip";
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

const { root, section, label } = Badge.classes;
/** What Mantine's Badge computes for its default variant, for each row of a table anew. */
const CHIP = {
  "--badge-bg": "var(--mantine-color-default)",
  "--badge-color": "var(--mantine-color-default-color)",
  "--badge-bd": "1px solid var(--mantine-color-default-border)",
  minWidth: "max-content",
  fontWeight: 500,
  textTransform: "none",
} as CSSProperties;

/** Icon and word together; the colour only repeats them. */
export function StatusChip({ status }: { status: WebhookStatus }) {
  const { icon: Icon, color } = LOOKS[status];
  return (
    <LazyTooltip label={WEBHOOK_STATUS_HINTS[status]}>
      <div className={root} style={CHIP} data-with-left-section>
        <span className={section} data-position="left">
          <Icon size={14} color={color} aria-hidden />
        </span>
        <span className={label}>{WEBHOOK_STATUS_LABELS[status]}</span>
      </div>
    </LazyTooltip>
  );
}
