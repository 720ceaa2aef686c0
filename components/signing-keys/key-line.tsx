import { Group, Stack, Text } from "@mantine/core";
import { CopyButton } from "@/components/ui/copy-button";
import { utcDateTime } from "@/texts/times";
import { webhookSignature as t } from "@/texts/webhook-signature";

interface Props {
  value: string;
  copyLabel: string;
  /** When the overlap of a rotated key ends; null for the present one. */
  expiresAt: string | null;
}

/** A key that fits on a line, to copy. */
export function KeyLine({ value, copyLabel, expiresAt }: Props) {
  return (
    <Stack gap={2}>
      <Group gap={4} wrap="nowrap">
        <Text size="sm" ff="monospace" style={{ overflowWrap: "anywhere" }}>
          {value}
        </Text>
        <CopyButton compact label={copyLabel} value={value} />
      </Group>
      {expiresAt && (
        <Text size="xs" c="dimmed">
          {t.overlap(utcDateTime(expiresAt))}
        </Text>
      )}
    </Stack>
  );
}
