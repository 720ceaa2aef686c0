import { Badge } from "@mantine/core";
import { IconCircleCheckFilled, IconCircleDashed } from "@tabler/icons-react";

const GOOD = "light-dark(var(--mantine-color-teal-8), var(--mantine-color-teal-4))";

/** Icon and word together; the colour only repeats them. */
export function FactBadge({ good, children }: { good: boolean; children: string }) {
  const Icon = good ? IconCircleCheckFilled : IconCircleDashed;
  return (
    <Badge
      variant="default"
      tt="none"
      miw="max-content"
      fw={500}
      leftSection={<Icon size={14} color={good ? GOOD : "var(--mantine-color-dimmed)"} aria-hidden />}
    >
      {children}
    </Badge>
  );
}
