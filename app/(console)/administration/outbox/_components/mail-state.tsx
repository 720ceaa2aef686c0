import { Badge, Stack, Text } from "@mantine/core";
import { IconCircleCheckFilled, IconCircleXFilled, IconClock, IconMailPause } from "@tabler/icons-react";
import { RelativeTime } from "@/components/ui/relative-time";
import type { MailRow } from "@/lib/notifications/schema";
import { outbox as t } from "@/texts/outbox";

const FAILED = { icon: IconCircleXFilled, color: "var(--mantine-color-error)" };
const LOOKS = {
  kept: { icon: IconMailPause, color: "var(--mantine-color-dimmed)" },
  waiting: { icon: IconClock, color: "var(--mantine-color-dimmed)" },
  sent: {
    icon: IconCircleCheckFilled,
    color: "light-dark(var(--mantine-color-teal-8), var(--mantine-color-teal-4))",
  },
  retrying: FAILED,
  failed: FAILED,
} as const;

interface Props {
  mail: MailRow;
  hasMailServer: boolean;
}

/** Icon and word together, and below them why and what comes next. */
export function MailState({ mail, hasMailServer }: Props) {
  const { state, sentAt, error, nextAttemptAt } = mail;
  const { icon: Icon, color } = LOOKS[state];
  return (
    <Stack gap={2} align="flex-start">
      <Badge
        variant="default"
        tt="none"
        fw={500}
        miw="max-content"
        leftSection={<Icon size={14} color={color} aria-hidden />}
      >
        {t.states[state]}
      </Badge>
      <Text size="xs" c="dimmed" component="div" style={{ overflowWrap: "anywhere" }}>
        {state === "kept" && (hasMailServer ? t.keptThen : t.keptNoServer)}
        {sentAt && <RelativeTime iso={sentAt} />}
        {(state === "failed" || state === "retrying") && error}
        {state === "failed" && <div>{t.noNextTry}</div>}
        {state === "retrying" && nextAttemptAt && <div>{t.nextTry(nextAttemptAt)}</div>}
      </Text>
    </Stack>
  );
}
