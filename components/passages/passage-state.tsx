import {
  IconBan,
  IconCircleCheckFilled,
  IconClockHour4,
  IconMailFast,
  IconPlayerStop,
} from "@tabler/icons-react";
import { BAD, DIMMED, GOOD, StateBadge, type StateLook } from "@/components/ui/state-badge";
import type { PassageState as State } from "@/lib/vocabulary";
import { PASSAGE_STATE_HINTS, PASSAGE_STATE_LABELS } from "@/texts/passages";

const LOOKS: Record<State, StateLook> = {
  waiting: { icon: IconClockHour4, color: DIMMED },
  awaiting: { icon: IconMailFast, color: DIMMED },
  done: { icon: IconCircleCheckFilled, color: GOOD },
  stopped: { icon: IconPlayerStop, color: BAD },
  cancelled: { icon: IconBan, color: DIMMED },
};

export const PassageState = ({ state }: { state: State }) => (
  <StateBadge look={LOOKS[state]} label={PASSAGE_STATE_LABELS[state]} hint={PASSAGE_STATE_HINTS[state]} />
);
