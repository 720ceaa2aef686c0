"use client";

import { Button, Fieldset, Group, List, Paper, Stack, Title, Text as Words } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconCopy, IconTrash } from "@tabler/icons-react";
import type { Step } from "@/lib/workflows/definition";
import { duplicateStep, findStep, moveStep, neighboursOf } from "@/lib/workflows/edit-steps";
import { STEP_HINTS, STEP_LABELS, canvas as t } from "@/texts/workflow-canvas";
import classes from "./canvas.module.css";
import { useEditor } from "./editor";
import { Choice, Text, Thing } from "./fields";
import { TRIGGER_ID } from "./lay-out";
import { MessageSettings } from "./message-settings";
import { newStepId } from "./new-step-id";
import { Pairs } from "./pairs";
import { problemText } from "./problem-text";
import { RulesFields } from "./rules-fields";
import { SplitSettings } from "./split-settings";
import { TriggerSettings } from "./trigger-settings";
import { WaitSettings } from "./wait-settings";
import { WebhookSettings } from "./webhook-settings";

/** The settings of what is chosen, at the right of the canvas (S4.10). */
export function SettingsPanel() {
  const { definition, selected, editable } = useEditor();
  const step = selected === undefined ? undefined : findStep(definition.steps, selected);
  const title = step ? STEP_LABELS[step.type] : selected === TRIGGER_ID ? t.starts : t.settings;
  return (
    <Paper withBorder p="md" className={classes.panel} component="section" aria-label={t.settings}>
      <Stack gap="sm">
        <Title order={2} size="h4">
          {title}
        </Title>
        {step || selected === TRIGGER_ID ? (
          <>
            <Todo id={step?.id ?? TRIGGER_ID} />
            <Fieldset disabled={!editable} variant="unstyled" aria-label={title}>
              {step ? <StepSettings key={step.id} step={step} /> : <TriggerSettings />}
            </Fieldset>
          </>
        ) : (
          <Words size="sm" c="dimmed">
            {t.chooseStep}
          </Words>
        )}
      </Stack>
    </Paper>
  );
}

function Todo({ id }: { id: string }) {
  const { problems, editable } = useEditor();
  const found = problems.get(id) ?? [];
  if (found.length === 0 || !editable) return null;
  return (
    <List size="sm" c="var(--mantine-color-error)">
      {found.map((problem) => (
        <List.Item key={problem.path + problem.message}>{problemText(problem)}</List.Item>
      ))}
    </List>
  );
}

function StepSettings({ step }: { step: Step }) {
  const { editStep, editable } = useEditor();
  const change = (next: Step, field?: string) =>
    editStep(step.id, () => next, field && `${step.id}.${field}`);
  return (
    <Stack gap="sm">
      <Words size="sm" c="dimmed">
        {STEP_HINTS[step.type]}
      </Words>
      <Text label={t.name} value={step.name} onChange={(name) => change({ ...step, name }, "name")} />
      <TypeSettings step={step} onChange={change} />
      {editable && <StepActions step={step} />}
    </Stack>
  );
}

function TypeSettings({ step, onChange }: { step: Step; onChange(step: Step, field?: string): void }) {
  const { choices } = useEditor();
  switch (step.type) {
    case "webhook":
      return <WebhookSettings step={step} onChange={onChange} />;
    case "wait":
      return <WaitSettings step={step} onChange={onChange} />;
    case "condition":
      return (
        <RulesFields
          label={t.match}
          rules={step}
          onChange={(rules, field) => onChange({ ...step, ...rules }, field)}
        />
      );
    case "split":
      return <SplitSettings step={step} onChange={onChange} />;
    case "update_contact":
      return (
        <Pairs
          pairs={step.values}
          least={1}
          onChange={(values, field) => onChange({ ...step, values }, field)}
        />
      );
    case "group":
      return (
        <>
          <Choice
            label={t.groupAction}
            labels={t.groupActions}
            value={step.action}
            onChange={(action) => onChange({ ...step, action })}
          />
          <Thing
            label={t.group}
            none={t.noGroups}
            things={choices.groups}
            value={step.groupId}
            onChange={(groupId) => onChange({ ...step, groupId })}
          />
        </>
      );
    case "message":
      return <MessageSettings step={step} onChange={onChange} />;
    case "end":
      return null;
  }
}

function StepActions({ step: { id } }: { step: Step }) {
  const { definition, edit, remove } = useEditor();
  const { before, after } = neighboursOf(definition.steps, id);
  const change = (map: (steps: Step[]) => Step[]) => () =>
    edit((draft) => ({ ...draft, steps: map(draft.steps) }));
  const button = { size: "xs", variant: "default" } as const;
  return (
    <Group gap="xs">
      <Button
        {...button}
        disabled={!before}
        leftSection={<IconArrowUp size={14} aria-hidden />}
        onClick={change((steps) => moveStep(steps, id, -1))}
      >
        {t.moveUp}
      </Button>
      <Button
        {...button}
        disabled={!after}
        leftSection={<IconArrowDown size={14} aria-hidden />}
        onClick={change((steps) => moveStep(steps, id, 1))}
      >
        {t.moveDown}
      </Button>
      <Button
        {...button}
        leftSection={<IconCopy size={14} aria-hidden />}
        onClick={change((steps) => duplicateStep(steps, id, newStepId))}
      >
        {t.duplicate}
      </Button>
      <Button
        {...button}
        c="var(--mantine-color-error)"
        leftSection={<IconTrash size={14} aria-hidden />}
        onClick={() => remove(id)}
      >
        {t.delete}
      </Button>
    </Group>
  );
}
