"use client";

import { Stack } from "@mantine/core";
import type { WaitFor, WaitStep } from "@/lib/workflows/definition";
import { canvas as t } from "@/texts/workflow-canvas";
import { EventTypeField } from "./event-type-field";
import { Choice, Duration, Text } from "./fields";
import { RulesFields } from "./rules-fields";
import { DateFields } from "./trigger-settings";

const DAY_S = 86_400;

const NEW: Record<WaitFor["kind"], () => WaitFor> = {
  duration: () => ({ kind: "duration", seconds: DAY_S }),
  until: () => ({
    kind: "until",
    at: new Date(Date.now() + DAY_S * 1_000).toISOString().replace(/:\d\d\.\d+Z$/, ":00Z"),
  }),
  time_of_day: () => ({ kind: "time_of_day", time: "09:00" }),
  contact_date: () => ({ kind: "contact_date", field: "", offsetDays: 0, time: "09:00" }),
  event: () => ({ kind: "event", eventType: "", match: "all", rules: [], withinSeconds: 7 * DAY_S }),
};

interface Props {
  step: WaitStep;
  onChange(step: WaitStep, field?: string): void;
}

export function WaitSettings({ step, onChange }: Props) {
  const change = (next: WaitFor, field?: string) => onChange({ ...step, for: next }, field);
  return (
    <Stack gap="sm">
      <Choice
        label={t.waitFor}
        labels={t.waits}
        value={step.for.kind}
        onChange={(kind) => change(NEW[kind]())}
      />
      <WaitFields wait={step.for} onChange={change} />
    </Stack>
  );
}

function WaitFields({ wait, onChange }: { wait: WaitFor; onChange(wait: WaitFor, field?: string): void }) {
  switch (wait.kind) {
    case "duration":
      return (
        <Duration
          label={t.duration}
          seconds={wait.seconds}
          onChange={(seconds) => onChange({ ...wait, seconds }, "seconds")}
        />
      );
    case "until":
      return (
        <Text
          label={t.at}
          hint={t.atHint}
          value={wait.at}
          onChange={(at) => onChange({ ...wait, at }, "at")}
        />
      );
    case "time_of_day":
      return (
        <Text
          label={t.time}
          hint={t.timeHint}
          value={wait.time}
          onChange={(time) => onChange({ ...wait, time }, "time")}
        />
      );
    case "contact_date":
      return <DateFields date={wait} onChange={(date, field) => onChange({ ...wait, ...date }, field)} />;
    case "event":
      return (
        <>
          <EventTypeField
            value={wait.eventType}
            onChange={(eventType) => onChange({ ...wait, eventType }, "eventType")}
          />
          <Duration
            label={t.within}
            seconds={wait.withinSeconds}
            onChange={(withinSeconds) => onChange({ ...wait, withinSeconds }, "withinSeconds")}
          />
          <RulesFields
            label={t.matchEvent}
            rules={wait}
            onChange={(rules, field) => onChange({ ...wait, ...rules }, field)}
          />
        </>
      );
  }
}
