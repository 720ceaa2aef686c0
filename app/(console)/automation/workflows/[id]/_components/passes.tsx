"use client";

import { Text } from "@mantine/core";
import type { Step } from "@/lib/workflows/definition";
import { canvas as t } from "@/texts/workflow-canvas";
import { useEditor } from "./editor";

/** How many contacts' passages came by (S5.29), above the step. */
export function Passes({ step }: { step: Step }) {
  const { statistics } = useEditor();
  const passes = statistics.get(step.id)?.passes ?? 0;
  return (
    <Text span size="xs" c="dimmed">
      {t.passes(passes)}
    </Text>
  );
}
