"use client";

import { Alert, Anchor, List } from "@mantine/core";
import { IconListCheck } from "@tabler/icons-react";
import type { RefObject } from "react";
import type { FieldProblem } from "@/lib/errors";
import { findStep } from "@/lib/workflows/edit-steps";
import { stepOfPath } from "@/lib/workflows/judge-draft";
import { stepName, canvas as t } from "@/texts/workflow-canvas";
import { useEditor } from "./editor";
import { TRIGGER_ID } from "./lay-out";
import { problemText } from "./problem-text";

interface Props {
  problems: FieldProblem[];
  /** Gets the focus when somebody asked for what is not possible yet. */
  at: RefObject<HTMLDivElement | null>;
}

/** What is still to be set, each leading to its step. */
export function TodoList({ problems, at }: Props) {
  const { definition, select } = useEditor();
  if (problems.length === 0) return null;
  return (
    <Alert
      ref={at}
      tabIndex={-1}
      variant="default"
      title={t.todo}
      icon={<IconListCheck aria-hidden />}
      role="region"
      aria-label={t.todo}
    >
      <List size="sm">
        {problems.map((problem) => {
          const id = stepOfPath(definition, problem.path);
          const step = id === null ? undefined : findStep(definition.steps, id);
          return (
            <List.Item key={problem.path + problem.message}>
              <Anchor
                component="button"
                type="button"
                size="sm"
                underline="always"
                ta="left"
                onClick={() => {
                  select(id ?? TRIGGER_ID);
                  document.querySelector<HTMLElement>(`[data-step="${id ?? TRIGGER_ID}"]`)?.focus();
                }}
              >
                {step ? stepName(step) : t.workflowTitle}
              </Anchor>
              {": "}
              {problemText(problem)}
            </List.Item>
          );
        })}
      </List>
    </Alert>
  );
}
