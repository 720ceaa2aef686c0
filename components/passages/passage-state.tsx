import { Badge } from "@mantine/core";
import {
  IconBan,
  IconCircleCheckFilled,
  IconClockHour4,
  IconMailFast,
  IconPlayerStop,
} from "@tabler/icons-react";
import { LazyTooltip } from "@/components/ui/lazy-tooltip";
import type { PassageState as State } from "@/lib/vocabulary";
import { PASSAGE_STATE_HINTS, PASSAGE_STATE_LABELS } from "@/texts/passages";

const DIMMED = "var(--mantine-color-dimmed)";
const LOOKS = {
  waiting: { icon: IconClockHour4, color: DIMMED },
  awaiting: { icon: IconMailFast, color: DIMMED },
  done: {
    icon: IconCircleCheckFilled,
    color: "light-dark(var(--mantine-color-teal-8), var(--mantine-color-teal-4))",
  },
  stopped: { icon: IconPlayerStop, color: "var(--mantine-color-error)" },
  cancelled: { icon: IconBan, color: DIMMED },
} as const;

/** Icon and word together; the colour only repeats them. */
export function PassageState({ state }: { state: State }) {
  const { icon: Icon, color } = LOOKS[state];
  return (
    <LazyTooltip label={PASSAGE_STATE_HINTS[state]}>
      <Badge
        variant="default"
        fw={500}
        tt="none"
        miw="max-content"
        leftSection={<Icon size={14} color={color} aria-hidden />}
      >
        {PASSAGE_STATE_LABELS[state]}
      </Badge>
    </LazyTooltip>
  );
}
