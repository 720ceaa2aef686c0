"use client";

import { Group, List, Text } from "@mantine/core";
import { IconCheck, IconX } from "@tabler/icons-react";
import type { Step } from "@/lib/workflows/definition";
import type { JudgedRule } from "@/lib/workflows/judge-rules";
import type { Rule } from "@/lib/workflows/rules-schema";
import { messages } from "@/texts/messages";
import { outcomeText, ruleText, type Told, passageWay as t } from "@/texts/passage-way";
import type { Names } from "@/texts/workflow-canvas";

interface Props {
  told: Told;
  /** Undefined where the step is gone. */
  step: Step | undefined;
  names: Names;
}

/** What a step did to a contact, and why: which rule held by which value, what was written and what could not be. */
export function WhatStepDid({ told, step, names }: Props) {
  const { rules, values, faults } = told.detail;
  return (
    <>
      <Text size="sm" style={{ overflowWrap: "anywhere" }}>
        {outcomeText(told, step, names)}
      </Text>
      {step?.type === "condition" && Array.isArray(rules) && (
        <Rules rules={step.rules} judged={rules as JudgedRule[]} names={names} />
      )}
      {Array.isArray(faults) && <MessageFaults faults={faults} />}
      <Values values={entriesOf(values)} faults={Array.isArray(faults) ? [] : entriesOf(faults)} />
    </>
  );
}

export function Rules({ rules, judged, names }: { rules: Rule[]; judged: JudgedRule[]; names: Names }) {
  return (
    <List size="sm" listStyleType="none" aria-label={t.rules}>
      {judged.map((one, index) => {
        const rule = rules[index];
        if (!rule) return null;
        const Icon = one.held ? IconCheck : IconX;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: rules have nothing but their place
          <List.Item key={index} style={{ overflowWrap: "anywhere" }}>
            <Group gap={6} wrap="nowrap" align="flex-start">
              <Icon size={16} role="img" aria-label={one.held ? t.yes : t.no} style={{ flex: "none" }} />
              <Text size="sm" miw={0}>
                {ruleText(rule, one, names)}
              </Text>
            </Group>
          </List.Item>
        );
      })}
    </List>
  );
}

/** Why a message could not be made, part by part. */
function MessageFaults({ faults }: { faults: unknown[] }) {
  return (
    <List size="sm" style={{ overflowWrap: "anywhere" }}>
      {faults.map((fault) => {
        const { path, message } = fault as { path: string; message: string };
        return (
          <List.Item key={path + message}>{t.messageFault(messages.parts[path] ?? path, message)}</List.Item>
        );
      })}
    </List>
  );
}

interface ValuesProps {
  values: [string, string][];
  faults: [string, string][];
}

function Values({ values, faults }: ValuesProps) {
  if (values.length + faults.length === 0) return null;
  return (
    <List size="sm" aria-label={t.values} style={{ overflowWrap: "anywhere" }}>
      {values.map(([property, value]) => (
        <List.Item key={property}>{value === "" ? t.emptied(property) : t.wrote(property, value)}</List.Item>
      ))}
      {faults.map(([property, fault]) => (
        <List.Item key={property}>{t.notWritten(property, fault)}</List.Item>
      ))}
    </List>
  );
}

const entriesOf = (value: unknown): [string, string][] =>
  typeof value === "object" && value !== null
    ? Object.entries(value).map(([key, text]) => [key, String(text)])
    : [];
