"use client";

import { Alert, Button, Group, List, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { Rules } from "@/components/passages/what-step-did";
import { SourceChoice } from "@/components/test-request/source-choice";
import { requestSourceOf, type TrialSource } from "@/components/test-request/trial-source";
import { CodeText } from "@/components/ui/code-text";
import { PagePart } from "@/components/ui/page-part";
import { ProblemAlert } from "@/components/ui/problem-alert";
import { useAction } from "@/components/ui/use-action";
import type { Rehearsed, Rehearsal as Result } from "@/lib/workflows/rehearsal-schema";
import { rehearsal as t } from "@/texts/rehearsal";
import { rehearse } from "../../actions";
import { useEditor } from "./editor";
import { RehearsedWay } from "./rehearsed-way";

/** The pickers say themselves what they are for. */
const READS = { contact: false, parameters: [] };

export type Said = Readonly<Record<string, Rehearsed>>;

/** Whose way it is, what each step would do, and choices to change and go through it again. */
export function Rehearsal() {
  const { workflow, definition, names } = useEditor();
  const [source, setSource] = useState<TrialSource>();
  const [said, setSaid] = useState<Said>({});
  const [result, setResult] = useState<Result>();
  const { run, pending, problem } = useAction();
  const go = async (steps: Said) => {
    if (!source) return;
    setSaid(steps);
    const input = { ...requestSourceOf(source), definition, steps };
    const answer = await run(() => rehearse(workflow.id, input));
    if (answer.ok) setResult(answer.value);
  };
  const { trigger } = definition;
  return (
    <Stack>
      <Text size="sm">{t.intro}</Text>
      <SourceChoice
        dataCenterId={workflow.dataCenterId}
        reads={READS}
        withFixed={false}
        source={source}
        onChoose={setSource}
      />
      <Group>
        <Button disabled={!source} loading={pending} onClick={() => go(said)}>
          {result ? t.again : t.run}
        </Button>
        <Text size="sm" c="dimmed" role="status">
          {pending ? t.running : result && !problem ? t.came(result.way.length) : ""}
        </Text>
      </Group>
      {problem && (
        <ProblemAlert title={t.refused}>
          {problem.errors.length === 0 ? (
            problem.detail
          ) : (
            <List size="sm">
              {problem.errors.map(({ path, message, remedy }) => (
                <List.Item key={path + message}>{t.fieldProblem(path, message, remedy)}</List.Item>
              ))}
            </List>
          )}
        </ProblemAlert>
      )}
      {result && !problem && (
        <>
          {result.start?.met === false && (
            <Alert color="yellow" variant="light" title={t.notMet}>
              <Text size="sm">{t.notMetText}</Text>
              <Rules
                rules={trigger?.type === "event" ? trigger.rules : []}
                judged={result.start.rules}
                names={names}
              />
            </Alert>
          )}
          <PagePart title={t.way} order={3}>
            <RehearsedWay result={result} said={said} onSay={(steps) => void go(steps)} />
          </PagePart>
          <PagePart title={t.contact} order={3}>
            <CodeText label={t.contact}>{JSON.stringify(result.contact, null, 2)}</CodeText>
          </PagePart>
        </>
      )}
    </Stack>
  );
}
