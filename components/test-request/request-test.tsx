"use client";

import { ActionIcon, Button, Group, List, Skeleton, Stack, Text, Title } from "@mantine/core";
import { IconArrowLeft, IconSend } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { ProblemAlert } from "@/components/ui/problem-alert";
import { useAction } from "@/components/ui/use-action";
import type { ActionResult } from "@/lib/action";
import type { Reads } from "@/lib/templates/reads-of";
import type { RequestLook } from "@/lib/workflow-requests/look-schema";
import type { RequestSource } from "@/lib/workflow-requests/schema";
import type { RequestTrial } from "@/lib/workflow-requests/trial-schema";
import { common } from "@/texts/common";
import { requestLook } from "@/texts/request-look";
import { testRequest as t } from "@/texts/test-request";
import { Answer } from "./answer";
import { RequestShown } from "./request-shown";
import { SourceChoice } from "./source-choice";
import { requestSourceOf, type TrialSource } from "./trial-source";

/** A workflow's webhook, saved or as it stands in its form. */
export interface Tried {
  /** The data source's name in expressions. */
  label: string;
  profile: "data_request" | "scenario";
  dataCenterId: number;
  url: string;
  reads: Reads;
  look(source: RequestSource | undefined): Promise<ActionResult<RequestLook>>;
  send(source: RequestSource | undefined): Promise<ActionResult<RequestTrial>>;
}

type Step = keyof typeof t.steps;
const STEPS: Step[] = ["what", "check", "answer"];

interface Props {
  tried: Tried;
  onDone: () => void;
}

/** What to send, a look at it, *Send request*, and the response in the same window (S4.26 to S4.33). */
export function RequestTest({ tried, onDone }: Props) {
  const [step, setStep] = useState<Step>("what");
  const [source, setSource] = useState<TrialSource | undefined>(() => suggestedSource(tried));
  const [look, setLook] = useState<RequestLook>();
  const [trial, setTrial] = useState<RequestTrial>();
  const looking = useAction();
  const sending = useAction();
  const heading = useRef<HTMLHeadingElement>(null);
  const [shown, setShown] = useState<Step>("what");
  useEffect(() => {
    if (shown === step) return;
    setShown(step);
    heading.current?.focus();
  }, [shown, step]);

  const check = async () => {
    if (!source) return;
    setStep("check");
    setLook(undefined);
    const result = await looking.run(() => tried.look(requestSourceOf(source)));
    if (result.ok) setLook(result.value);
  };
  const send = async () => {
    if (!source) return;
    const result = await sending.run(() => tried.send(requestSourceOf(source)));
    if (!result.ok) return;
    setTrial(result.value);
    setStep("answer");
  };
  const back = () => {
    sending.clearProblem();
    setStep(step === "answer" ? "check" : "what");
  };
  const number = STEPS.indexOf(step) + 1;
  return (
    <Stack>
      <Group gap="xs" wrap="nowrap">
        {step !== "what" && (
          <ActionIcon variant="subtle" color="gray" aria-label={t.back} onClick={back}>
            <IconArrowLeft size={18} aria-hidden />
          </ActionIcon>
        )}
        <Title order={3} size="h5" ref={heading} tabIndex={-1} style={{ outline: "none" }}>
          {t.step(number, t.steps[step])}
        </Title>
      </Group>
      {step === "what" && (
        <SourceChoice
          dataCenterId={tried.dataCenterId}
          reads={tried.reads}
          withFixed={tried.profile === "scenario"}
          source={source}
          onChoose={setSource}
        />
      )}
      {step === "check" && (
        <Check look={look} pending={looking.pending} problem={looking.problem ?? undefined} />
      )}
      <div aria-live="polite">
        {sending.pending && (
          <Text size="sm" c="dimmed">
            {t.sending}
          </Text>
        )}
        {step !== "answer" && sending.problem && <Refusal title={t.notSent} problem={sending.problem} />}
        {step === "answer" && trial && <Answer tried={tried} trial={trial} />}
      </div>
      <Group justify="flex-end" mt="xs">
        <Button variant="default" onClick={onDone}>
          {step === "answer" ? common.done : common.cancel}
        </Button>
        {step === "what" && (
          <Button onClick={check} disabled={!source}>
            {t.next}
          </Button>
        )}
        {step === "check" && (
          <Button
            leftSection={<IconSend size={16} aria-hidden />}
            onClick={send}
            loading={sending.pending}
            disabled={!look?.request || look.faults.length > 0}
          >
            {t.send}
          </Button>
        )}
        {step === "answer" && (
          <Button variant="default" onClick={send} loading={sending.pending}>
            {t.sendAgain}
          </Button>
        )}
      </Group>
    </Stack>
  );
}

type Problem = Extract<ActionResult<never>, { ok: false }>["problem"];

function Check(props: { look: RequestLook | undefined; pending: boolean; problem: Problem | undefined }) {
  const { look, pending, problem } = props;
  if (problem) return <Refusal title={t.refused} problem={problem} />;
  if (pending || !look) return <Skeleton h={180} role="status" aria-busy aria-label={t.checking} />;
  return <RequestShown look={look} note={requestLook.secretsMasked} />;
}

function Refusal({ title, problem }: { title: string; problem: Problem }) {
  return (
    <ProblemAlert title={title}>
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
  );
}

/** What most would take: the printed test of a notification, else a contact, unless an event is read (S4.30). */
function suggestedSource({ profile, reads }: Tried): TrialSource | undefined {
  if (profile === "scenario") return { kind: "fixed" };
  return reads.parameters.length > 0 ? undefined : { kind: "sample" };
}
