"use client";

import { Group, Text, UnstyledButton } from "@mantine/core";
import { IconAlertCircle, IconBolt } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { Step } from "@/lib/workflows/definition";
import { stepName, stepText, canvas as t, triggerText } from "@/texts/workflow-canvas";
import classes from "./canvas.module.css";
import { useEditor } from "./editor";
import { TRIGGER_ID } from "./lay-out";
import { STEP_ICONS } from "./step-icons";

/** A step as a button that opens its settings; the same on the canvas and in the outline. */
export function StepCard({ step }: { step: Step }) {
  const { names } = useEditor();
  const Icon = STEP_ICONS[step.type];
  return (
    <Card
      id={step.id}
      icon={<Icon size={18} aria-hidden />}
      title={stepName(step)}
      text={stepText(step, names)}
    />
  );
}

export function TriggerCard() {
  const { definition, names } = useEditor();
  return (
    <Card
      id={TRIGGER_ID}
      icon={<IconBolt size={18} aria-hidden />}
      title={t.starts}
      text={triggerText(definition.trigger, names)}
    />
  );
}

interface CardProps {
  id: string;
  icon: ReactNode;
  title: string;
  text: string;
}

function Card({ id, icon, title, text }: CardProps) {
  const { selected, select, remove, editable, problems } = useEditor();
  const todo = problems.get(id)?.length ?? 0;
  return (
    <UnstyledButton
      className={`${classes.card} nodrag nopan`}
      data-step={id}
      data-selected={selected === id || undefined}
      aria-pressed={selected === id}
      onClick={() => select(id)}
      onKeyDown={(event) => {
        if (event.key === "Delete" && editable && id !== TRIGGER_ID) remove(id);
      }}
    >
      <Group gap={6} wrap="nowrap">
        {icon}
        <Text size="sm" fw={600} truncate>
          {title}
        </Text>
      </Group>
      <Text size="xs" c="dimmed" lineClamp={2}>
        {text}
      </Text>
      {todo > 0 && editable && (
        <Group gap={4} wrap="nowrap" c="var(--mantine-color-error)">
          <IconAlertCircle size={14} aria-hidden />
          <Text size="xs">{t.problems(todo)}</Text>
        </Group>
      )}
    </UnstyledButton>
  );
}
