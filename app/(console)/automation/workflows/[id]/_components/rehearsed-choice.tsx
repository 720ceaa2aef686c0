"use client";

import { Button, Group, JsonInput, Select, Stack } from "@mantine/core";
import { useState } from "react";
import { Segments } from "@/components/ui/segments";
import type { Step } from "@/lib/workflows/definition";
import type { Rehearsed } from "@/lib/workflows/rehearsal-schema";
import { rehearsal as t } from "@/texts/rehearsal";
import { stepName } from "@/texts/workflow-canvas";

const c = t.choices;

interface Props {
  step: Step;
  /** Of the entry that it stands at: the choice is where the step begins. */
  outcome: string;
  said: Rehearsed | undefined;
  onSay(said: Rehearsed): void;
}

/** What else could happen at a step whose way on the world decides. */
export function RehearsedChoice({ step, outcome, said, onSay }: Props) {
  if (step.type === "webhook" && step.wait && outcome === "requested") {
    return <AnswerChoice name={stepName(step)} said={said} onSay={onSay} />;
  }
  if (step.type === "wait" && step.for.kind === "event" && outcome === "waits") {
    return (
      <Segments
        label={t.labelOf(c.event, stepName(step))}
        data={[
          { value: "happened", label: c.happened },
          { value: "timed_out", label: c.timed_out },
        ]}
        value={said?.outcome === "timed_out" ? "timed_out" : "happened"}
        onChange={(next) => onSay({ outcome: next === "timed_out" ? "timed_out" : "happened" })}
      />
    );
  }
  if (step.type === "split") {
    return (
      <Select
        label={t.labelOf(c.branch, stepName(step))}
        placeholder={c.byChance}
        data={step.branches.map(({ share }, index) => ({
          value: String(index + 1),
          label: c.branchOf(index + 1, share),
        }))}
        value={said?.outcome === "branch" ? String(said.branch) : null}
        allowDeselect={false}
        onChange={(next) => next && onSay({ outcome: "branch", branch: Number(next) })}
      />
    );
  }
  return null;
}

function AnswerChoice({ name, said, onSay }: Pick<Props, "said" | "onSay"> & { name: string }) {
  const [text, setText] = useState(() =>
    said?.outcome === "answered" ? JSON.stringify(said.answer, null, 2) : "{}",
  );
  const [fault, setFault] = useState<string>();
  const answer = () => {
    try {
      const value: unknown = JSON.parse(text);
      setFault(undefined);
      onSay({ outcome: "answered", answer: value });
    } catch (error) {
      setFault(t.notJson(error instanceof Error ? error.message : String(error)));
    }
  };
  const fails = said?.outcome === "failed";
  return (
    <Stack gap="xs">
      <Segments
        label={t.labelOf(c.webhook, name)}
        data={[
          { value: "answered", label: c.answered },
          { value: "failed", label: c.failed },
        ]}
        value={fails ? "failed" : "answered"}
        onChange={(next) => (next === "failed" ? onSay({ outcome: "failed" }) : answer())}
      />
      {!fails && (
        <>
          <JsonInput
            label={t.answer(name)}
            description={t.answerHint}
            value={text}
            onChange={setText}
            error={fault}
            autosize
            minRows={2}
            maxRows={12}
          />
          <Group>
            <Button size="xs" variant="default" onClick={answer}>
              {t.useAnswer}
            </Button>
          </Group>
        </>
      )}
    </Stack>
  );
}
