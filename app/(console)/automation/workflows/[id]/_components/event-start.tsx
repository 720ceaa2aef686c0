"use client";

import { Select } from "@mantine/core";
import type { Only, Trigger } from "@/lib/workflows/start-schema";
import { canvas as t } from "@/texts/workflow-canvas";
import { useEditor } from "./editor";
import { EventTypeField } from "./event-type-field";
import { Text } from "./fields";
import { RulesFields } from "./rules-fields";
import { kindOf } from "./start-kinds";

type EventTrigger = Extract<Trigger, { type: "event" }>;

interface Props {
  trigger: EventTrigger;
  onChange(trigger: EventTrigger, field?: string): void;
}

/** Which events of its type start the workflow: of one form, one mailing, and by rules. */
export function EventStart({ trigger, onChange }: Props) {
  const kind = kindOf(trigger);
  const { only: given = {} } = trigger;
  const narrow = (field: keyof Only, value: string | number | null) => {
    const { [field]: _, ...others } = given;
    const only = value === null || value === "" ? others : { ...others, [field]: value };
    const { only: __, ...rest } = trigger;
    onChange(Object.keys(only).length > 0 ? { ...rest, only } : rest, field);
  };
  const text = (field: "formId" | "surveyId" | "linkUrl", label: string) => (
    <Text
      label={label}
      hint={t.emptyForAny}
      value={given[field] ?? ""}
      onChange={(value) => narrow(field, value)}
    />
  );
  return (
    <>
      {(kind === "event" || kind === "custom") && (
        <EventTypeField
          value={trigger.eventType}
          onChange={(eventType) =>
            onChange({ type: "event", eventType, match: "all", rules: [] }, "eventType")
          }
        />
      )}
      {(kind === "form_submitted" || kind === "profile_updated") && text("formId", t.formId)}
      {kind === "survey_answered" && text("surveyId", t.surveyId)}
      {(kind === "mail_opened" || kind === "link_clicked") && (
        <Mailing value={given.mailingId ?? null} onChange={(mailingId) => narrow("mailingId", mailingId)} />
      )}
      {kind === "link_clicked" && text("linkUrl", t.linkUrl)}
      <RulesFields
        label={t.matchEvent}
        rules={trigger}
        onChange={(rules, field) => onChange({ ...trigger, ...rules }, field)}
      />
    </>
  );
}

/** Any mailing, or one of the data center. */
function Mailing({ value, onChange }: { value: number | null; onChange(id: number | null): void }) {
  const { mailings } = useEditor().choices;
  return (
    <Select
      label={t.mailing}
      description={mailings.length === 0 ? t.noMailings : undefined}
      placeholder={t.anyMailing}
      searchable
      clearable
      data={mailings.map(({ id, name }) => ({ value: String(id), label: `${name} (${id})` }))}
      value={value === null ? null : String(value)}
      onChange={(next) => onChange(next === null ? null : Number(next))}
    />
  );
}
