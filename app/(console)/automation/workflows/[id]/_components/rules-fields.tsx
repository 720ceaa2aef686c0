"use client";

import { Button, Fieldset, Group, Stack } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import type { Rule, Rules } from "@/lib/workflows/rules-schema";
import { OPERATOR_LABELS, canvas as t } from "@/texts/workflow-canvas";
import { useEditor } from "./editor";
import { Choice, Text, Thing } from "./fields";

interface Props {
  label: string;
  rules: Rules;
  onChange(rules: Rules, about?: string): void;
}

/** What is asked of a contact, an event or an answer. */
export function RulesFields({ label, rules: { match, rules }, onChange }: Props) {
  const change = (index: number, rule: Rule, about?: string) =>
    onChange({ match, rules: rules.map((each, at) => (at === index ? rule : each)) }, about);
  return (
    <Stack gap="sm">
      <Choice
        label={label}
        labels={t.matches}
        value={match}
        onChange={(match) => onChange({ match, rules })}
      />
      {rules.map((rule, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rules have nothing but their place
        <Fieldset key={index} legend={t.rule(index + 1)} p="sm">
          <Stack gap="xs">
            <RuleFields
              rule={rule}
              onChange={(next, field) => change(index, next, field && `${field}${index}`)}
            />
            <Group justify="flex-end">
              <Button
                size="compact-xs"
                variant="subtle"
                color="red"
                leftSection={<IconTrash size={14} aria-hidden />}
                onClick={() => onChange({ match, rules: rules.filter((_, at) => at !== index) })}
              >
                {t.removeRule(index + 1)}
              </Button>
            </Group>
          </Stack>
        </Fieldset>
      ))}
      <Group>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => onChange({ match, rules: [...rules, EMPTY.value] })}
        >
          {t.addRule}
        </Button>
      </Group>
    </Stack>
  );
}

const EMPTY: Record<Rule["kind"], Rule> = {
  value: { kind: "value", value: "", operator: "is", compareTo: "" },
  segment: { kind: "segment", segmentId: 0, is: true },
  group: { kind: "group", groupId: 0, is: true },
};

function RuleFields({ rule, onChange }: { rule: Rule; onChange(rule: Rule, field?: string): void }) {
  const { choices } = useEditor();
  const kind = (
    <Choice
      label={t.ruleKind}
      labels={t.ruleKinds}
      value={rule.kind}
      onChange={(kind) => onChange(EMPTY[kind])}
    />
  );
  if (rule.kind === "value") {
    const compares = rule.operator !== "is_set" && rule.operator !== "is_not_set";
    return (
      <>
        {kind}
        <Text
          label={t.value}
          value={rule.value}
          onChange={(value) => onChange({ ...rule, value }, "value")}
        />
        <Choice
          label={t.operator}
          labels={OPERATOR_LABELS}
          value={rule.operator}
          onChange={(operator) => onChange({ ...rule, operator })}
        />
        {compares && (
          <Text
            label={t.compareTo}
            value={rule.compareTo}
            onChange={(compareTo) => onChange({ ...rule, compareTo }, "compareTo")}
          />
        )}
      </>
    );
  }
  return (
    <>
      {kind}
      {rule.kind === "segment" ? (
        <Thing
          label={t.segment}
          none={t.noSegments}
          things={choices.segments}
          value={rule.segmentId}
          onChange={(segmentId) => onChange({ ...rule, segmentId })}
        />
      ) : (
        <Thing
          label={t.group}
          none={t.noGroups}
          things={choices.groups}
          value={rule.groupId}
          onChange={(groupId) => onChange({ ...rule, groupId })}
        />
      )}
      <Choice
        label={t.membership}
        labels={t.memberships}
        value={rule.is ? "yes" : "no"}
        onChange={(next) => onChange({ ...rule, is: next === "yes" })}
      />
    </>
  );
}
