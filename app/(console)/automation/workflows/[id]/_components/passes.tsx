"use client";

import { Text, VisuallyHidden } from "@mantine/core";
import { TextLink } from "@/components/ui/text-link";
import { paths } from "@/lib/paths";
import type { Step } from "@/lib/workflows/definition";
import { stepName, canvas as t } from "@/texts/workflow-canvas";
import { useEditor } from "./editor";

/** How many contacts' passages came by (S5.29), above the step; leads to them. */
export function Passes({ step }: { step: Step }) {
  const { statistics, workflow } = useEditor();
  const passes = statistics.get(step.id)?.passes ?? 0;
  if (passes === 0) {
    return (
      <Text span size="xs" c="dimmed">
        {t.passes(0)}
      </Text>
    );
  }
  return (
    <span className="nodrag nopan">
      <TextLink href={paths.passages(workflow.id, { step: step.id })} size="xs">
        {t.passes(passes)} <VisuallyHidden>{t.passesOf(stepName(step))}</VisuallyHidden>
      </TextLink>
    </span>
  );
}
