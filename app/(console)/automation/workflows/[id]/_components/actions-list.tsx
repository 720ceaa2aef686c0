"use client";

import { Button, Paper, Stack, Text, Title } from "@mantine/core";
import { branchesOf, type Step } from "@/lib/workflows/definition";
import type { Place } from "@/lib/workflows/edit-steps";
import { STEP_TYPES } from "@/lib/workflows/new-step";
import { STEP_LABELS, canvas as t } from "@/texts/workflow-canvas";
import classes from "./canvas.module.css";
import { useEditor } from "./editor";
import { STEP_ICONS } from "./step-icons";

/** The menu *Actions* at the left (S4.9). */
export function ActionsList() {
  const { definition, selected, insert } = useEditor();
  return (
    <Paper withBorder p="sm" className={classes.panel} component="section" aria-label={t.actions}>
      <Stack gap="xs">
        <Title order={2} size="h4">
          {t.actions}
        </Title>
        <Text size="xs" c="dimmed">
          {t.actionsHint}
        </Text>
        {STEP_TYPES.map((type) => {
          const Icon = STEP_ICONS[type];
          return (
            <Button
              key={type}
              variant="default"
              justify="flex-start"
              px="xs"
              leftSection={<Icon size={16} aria-hidden />}
              onClick={() => insert(placeBehind(definition.steps, selected), type)}
            >
              {STEP_LABELS[type]}
            </Button>
          );
        })}
      </Stack>
    </Paper>
  );
}

/** Behind the chosen step, or at the end of all. */
const placeBehind = (steps: Step[], selected: string | undefined): Place =>
  (selected !== undefined && behind(steps, selected, null)) || { within: null, index: steps.length };

function behind(steps: Step[], id: string, within: Place["within"]): Place | undefined {
  const index = steps.findIndex((step) => step.id === id);
  if (index >= 0) return { within, index: index + 1 };
  for (const step of steps) {
    for (const { name, steps: inner } of branchesOf(step)) {
      const place = behind(inner, id, { stepId: step.id, branch: name });
      if (place) return place;
    }
  }
  return undefined;
}
