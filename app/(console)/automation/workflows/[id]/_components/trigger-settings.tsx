"use client";

import { NumberInput, Select, Stack } from "@mantine/core";
import type { Reentry, Trigger } from "@/lib/workflows/definition";
import { canvas as t } from "@/texts/workflow-canvas";
import { useEditor } from "./editor";
import { EventTypeField } from "./event-type-field";
import { Choice, Duration, Text, Thing } from "./fields";
import { RulesFields } from "./rules-fields";

const NEW: Record<Trigger["type"], Trigger> = {
  event: { type: "event", eventType: "", match: "all", rules: [] },
  group_added: { type: "group_added", groupId: 0 },
};

const REENTRIES: Record<Reentry["kind"], Reentry> = {
  once: { kind: "once" },
  always: { kind: "always" },
  after: { kind: "after", seconds: 86_400 },
};

/** What starts the workflow, and whether the same contact may go through it again. */
export function TriggerSettings() {
  const { definition, edit } = useEditor();
  const { trigger, reentry } = definition;
  const change = (trigger: Trigger | null, field?: string) =>
    edit((draft) => ({ ...draft, trigger }), field && `trigger.${field}`);
  const reenter = (reentry: Reentry, about?: string) => edit((draft) => ({ ...draft, reentry }), about);
  return (
    <Stack gap="sm">
      <Select
        label={t.triggerType}
        placeholder={t.choose}
        data={Object.entries(t.triggerTypes).map(([value, label]) => ({ value, label }))}
        value={trigger?.type ?? null}
        allowDeselect={false}
        onChange={(type) => change(type === null ? null : NEW[type as Trigger["type"]])}
      />
      {trigger && <TriggerFields trigger={trigger} onChange={change} />}
      <Choice
        label={t.reentry}
        labels={t.reentries}
        value={reentry.kind}
        onChange={(kind) => reenter(REENTRIES[kind])}
      />
      {reentry.kind === "after" && (
        <Duration
          label={t.reentryAfter}
          seconds={reentry.seconds}
          onChange={(seconds) => reenter({ kind: "after", seconds }, "reentry.seconds")}
        />
      )}
    </Stack>
  );
}

interface FieldsProps {
  trigger: Trigger;
  onChange(trigger: Trigger, field?: string): void;
}

function TriggerFields({ trigger, onChange }: FieldsProps) {
  const { choices } = useEditor();
  switch (trigger.type) {
    case "event":
      return (
        <>
          <EventTypeField
            value={trigger.eventType}
            onChange={(eventType) => onChange({ ...trigger, eventType }, "eventType")}
          />
          <RulesFields
            label={t.matchEvent}
            rules={trigger}
            onChange={(rules, field) => onChange({ ...trigger, ...rules }, field)}
          />
        </>
      );
    case "group_added":
      return (
        <Thing
          label={t.group}
          none={t.noGroups}
          things={choices.groups}
          value={trigger.groupId}
          onChange={(groupId) => onChange({ ...trigger, groupId })}
        />
      );
  }
}

interface ContactDate {
  field: string;
  offsetDays: number;
  time: string;
}

export function DateFields(props: { date: ContactDate; onChange(date: ContactDate, field: string): void }) {
  const { field, offsetDays, time } = props.date;
  const change = (changes: Partial<ContactDate>) =>
    props.onChange({ field, offsetDays, time, ...changes }, Object.keys(changes).join());
  return (
    <>
      <Text
        label={t.dateField}
        hint={t.dateFieldHint}
        value={field}
        onChange={(field) => change({ field })}
      />
      <NumberInput
        label={t.offset}
        description={t.offsetHint}
        allowDecimal={false}
        value={offsetDays}
        onChange={(days) => change({ offsetDays: Number(days) })}
      />
      <Text label={t.time} hint={t.timeHint} value={time} onChange={(time) => change({ time })} />
    </>
  );
}
