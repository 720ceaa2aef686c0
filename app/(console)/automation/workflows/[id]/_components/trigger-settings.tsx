"use client";

import { Checkbox, NumberInput, Select, Stack } from "@mantine/core";
import type { Reentry, Trigger } from "@/lib/workflows/start-schema";
import { canvas as t } from "@/texts/workflow-canvas";
import { useEditor } from "./editor";
import { EventStart } from "./event-start";
import { Choice, Duration, Text, Thing } from "./fields";
import { kindOf, START_KINDS, type StartKind } from "./start-kinds";

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
        searchable
        data={Object.entries<string>(t.startKinds).map(([value, label]) => ({ value, label }))}
        value={trigger && kindOf(trigger)}
        allowDeselect={false}
        onChange={(kind) => kind !== null && change(START_KINDS[kind as StartKind])}
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
      return <EventStart trigger={trigger} onChange={onChange} />;
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
    case "segment_met":
      return (
        <>
          <Thing
            label={t.segment}
            none={t.noSegments}
            things={choices.segments}
            value={trigger.segmentId}
            onChange={(segmentId) => onChange({ ...trigger, segmentId })}
          />
          <IncludePresent trigger={trigger} label={t.includeMeeting} onChange={onChange} />
        </>
      );
    case "contact_date":
      return (
        <>
          <DateFields date={trigger} onChange={(date, field) => onChange({ ...trigger, ...date }, field)} />
          <Checkbox
            label={t.yearly}
            description={t.yearlyHint}
            checked={trigger.yearly}
            onChange={(event) => onChange({ ...trigger, yearly: event.currentTarget.checked })}
          />
        </>
      );
    case "consent_expired":
      return <IncludePresent trigger={trigger} label={t.includeExpired} onChange={onChange} />;
    case "consent_expiring":
      return (
        <>
          <NumberInput
            label={t.daysBefore}
            min={1}
            allowDecimal={false}
            value={trigger.days}
            onChange={(days) => onChange({ ...trigger, days: Number(days) }, "days")}
          />
          <IncludePresent trigger={trigger} label={t.includeExpiring} onChange={onChange} />
        </>
      );
  }
}

interface IncludeProps {
  trigger: Extract<Trigger, { includePresent: boolean }>;
  label: string;
  onChange(trigger: Trigger): void;
}

function IncludePresent({ trigger, label, onChange }: IncludeProps) {
  return (
    <Checkbox
      label={label}
      description={t.includeHint}
      checked={trigger.includePresent}
      onChange={(event) => onChange({ ...trigger, includePresent: event.currentTarget.checked })}
    />
  );
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
