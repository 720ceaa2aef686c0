import { Group, Text } from "@mantine/core";
import { IconCheck, IconX } from "@tabler/icons-react";
import type { RunRow } from "@/lib/runs/schema";
import { explainRun } from "@/texts/explain-run";
import { VERDICT_LABELS } from "@/texts/statuses";

type Judged = Pick<RunRow, "verdict" | "reason" | "statusCode">;

/** "✓ Successful · 200", "✗ Failed · Host name not found". */
export function ResultMark({ run }: { run: Judged }) {
  const succeeded = run.verdict === "succeeded";
  const color = succeeded
    ? "light-dark(var(--mantine-color-teal-9), var(--mantine-color-teal-4))"
    : "var(--mantine-color-error)";
  const Icon = succeeded ? IconCheck : IconX;
  const code = run.statusCode ?? (succeeded ? "" : explainRun(run).title);
  return (
    <Group gap={6} wrap="nowrap" align="center" component="span">
      <Icon size={16} color={color} aria-hidden style={{ flex: "none" }} />
      <Text span size="sm" c={color} fw={500}>
        {VERDICT_LABELS[run.verdict]}
      </Text>
      {code !== "" && (
        <Text span size="sm" c="dimmed">
          {code}
        </Text>
      )}
    </Group>
  );
}
