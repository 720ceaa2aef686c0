"use client";

import { Box, Group, Text } from "@mantine/core";
import type { Step } from "@/lib/workflows/definition";
import { stepName, canvas as t, wayText } from "@/texts/workflow-canvas";
import { AddMenu } from "./add-menu";
import classes from "./canvas.module.css";
import { useEditor } from "./editor";
import { waysOf } from "./lay-out";
import { Passes } from "./passes";
import { StepCard, TriggerCard } from "./step-card";

/** The same steps as an indented list, in reading order: on narrow screens, and for whoever prefers it. */
export function Outline() {
  const { definition } = useEditor();
  return (
    <section aria-label={t.outline}>
      <Box mb="xs">
        <TriggerCard />
      </Box>
      <Sequence steps={definition.steps} within={null} where={t.workflow} />
    </section>
  );
}

interface SequenceProps {
  steps: Step[];
  within: { stepId: string; branch: string } | null;
  where: string;
}

function Sequence({ steps, within, where }: SequenceProps) {
  const { editable } = useEditor();
  return (
    <ol className={classes.outline}>
      {steps.map((step, index) => (
        <li key={step.id}>
          <Group justify="space-between" mih={32}>
            {editable ? <AddMenu place={{ within, index }} label={t.addBefore(stepName(step))} /> : <span />}
            <Passes step={step} />
          </Group>
          <Box my={4}>
            <StepCard step={step} />
          </Box>
          {waysOf(step).map(
            ({ branch, steps: inner }) =>
              inner && (
                <Box key={branch} mt="xs">
                  <Text size="sm" fw={500}>
                    {wayText(step, branch)}
                  </Text>
                  <Sequence
                    steps={inner}
                    within={{ stepId: step.id, branch }}
                    where={`${stepName(step)}, ${wayText(step, branch)}`}
                  />
                </Box>
              ),
          )}
        </li>
      ))}
      {editable && (
        <li>
          <AddMenu place={{ within, index: steps.length }} label={t.addAtEnd(where)} />
        </li>
      )}
    </ol>
  );
}
