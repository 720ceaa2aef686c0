import { Badge } from "@mantine/core";
import type { Icon } from "@tabler/icons-react";
import { LazyTooltip } from "@/components/ui/lazy-tooltip";

export interface StateLook {
  icon: Icon;
  color: string;
}

export const DIMMED = "var(--mantine-color-dimmed)";
export const GOOD = "light-dark(var(--mantine-color-teal-8), var(--mantine-color-teal-4))";
export const BAD = "var(--mantine-color-error)";

/** Icon and word together; the colour only repeats them. */
export function StateBadge({ look, label, hint }: { look: StateLook; label: string; hint: string }) {
  const { icon: Icon, color } = look;
  return (
    <LazyTooltip label={hint}>
      <Badge
        variant="default"
        fw={500}
        tt="none"
        miw="max-content"
        leftSection={<Icon size={14} color={color} aria-hidden />}
      >
        {label}
      </Badge>
    </LazyTooltip>
  );
}
