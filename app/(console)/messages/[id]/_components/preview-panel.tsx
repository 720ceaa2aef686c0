"use client";

import { Alert, Button, Group, List, Skeleton, Stack, Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconRefresh, IconSend, IconUserSearch } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import { useFormContext, useWatch } from "react-hook-form";
import { MailShown } from "@/components/messages/mail-shown";
import { SourceDialog } from "@/components/test-request/source-dialog";
import { requestSourceOf, sourceInWords, type TrialSource } from "@/components/test-request/trial-source";
import { PagePart } from "@/components/ui/page-part";
import { ProblemAlert } from "@/components/ui/problem-alert";
import { useFields } from "@/components/workflow-webhook-form/environment";
import type { MessageLook } from "@/lib/messages/schema";
import { readsOf } from "@/lib/templates/reads-of";
import { messages as t } from "@/texts/messages";
import { inputOf, type MessageValues } from "./message-values";
import { TestMailDialog } from "./test-mail-dialog";
import { usePreview } from "./use-preview";

interface Props {
  dataCenterId: number;
  ownEmail: string;
}

/** How long somebody has to pause before the mail is made anew. */
const PAUSE_MS = 500;

/** The mail as the chosen contact would get it, and a test of it (S4.38). */
export function PreviewPanel({ dataCenterId, ownEmail }: Props) {
  const { control } = useFormContext<MessageValues>();
  const { fields } = useFields(dataCenterId);
  const watched = useWatch({ control }) as MessageValues;
  const [values] = useDebouncedValue(watched, PAUSE_MS);
  const [source, setSource] = useState<TrialSource>({ kind: "sample" });
  const [choosing, setChoosing] = useState(false);
  const [testing, setTesting] = useState(false);
  const content = JSON.stringify(inputOf(values));
  const input = useMemo(() => {
    const { subject, text, html, transactional, optInField } = JSON.parse(content);
    const said = { subject, text, html, transactional, optInField };
    return { dataCenterId, ...said, source: requestSourceOf(source) ?? {} };
  }, [content, dataCenterId, source]);
  const { look, problem, pending, ask } = usePreview(input);
  const reads = useMemo(() => {
    const { subject, text, html } = input;
    return readsOf([subject, text, html], fields, { answers: true });
  }, [input, fields]);
  const asked = look?.answers.some(({ state }) => state === "answered" || state === "failed") ?? false;
  const sender = { fromName: values.fromName, replyTo: inputOf(values).replyTo };
  return (
    <PagePart
      title={t.preview}
      aside={
        <Button
          size="xs"
          leftSection={<IconSend size={14} aria-hidden />}
          onClick={() => setTesting(true)}
          disabled={!look?.mail}
        >
          {t.test}
        </Button>
      }
    >
      <Stack gap="sm">
        <Group justify="space-between" gap="xs">
          <Text size="sm" c="dimmed">
            {t.values(sourceInWords(source))}
          </Text>
          <Button
            size="xs"
            variant="default"
            leftSection={<IconUserSearch size={14} aria-hidden />}
            onClick={() => setChoosing(true)}
          >
            {t.chooseValues}
          </Button>
        </Group>
        {look && look.answers.length > 0 && (
          <Answers answers={look.answers} asked={asked} pending={pending} onAsk={() => void ask()} />
        )}
        {problem && <ProblemAlert title={t.notMade}>{problem.detail}</ProblemAlert>}
        {!look && !problem && <Skeleton h={240} role="status" aria-busy aria-label={t.looking} />}
        {look && <Made look={look} pending={pending} />}
      </Stack>
      <SourceDialog
        opened={choosing}
        dataCenterId={dataCenterId}
        reads={reads}
        source={source}
        pending={false}
        onUse={(next) => {
          setSource(next);
          setChoosing(false);
        }}
        onClose={() => setChoosing(false)}
      />
      <TestMailDialog
        opened={testing}
        input={{ ...input, ...sender, fetchAnswers: true }}
        ownEmail={ownEmail}
        onClose={() => setTesting(false)}
      />
    </PagePart>
  );
}

function Answers(props: {
  answers: MessageLook["answers"];
  asked: boolean;
  pending: boolean;
  onAsk(): void;
}) {
  const { answers, asked, pending, onAsk } = props;
  return (
    <Stack gap={4} component="section" aria-label={t.answers}>
      <List size="sm">
        {answers.map(({ label, state, why }) => (
          <List.Item key={label}>{t.answerState(label, state, why)}</List.Item>
        ))}
      </List>
      <Group gap="xs">
        <Button
          size="xs"
          variant="default"
          leftSection={<IconRefresh size={14} aria-hidden />}
          loading={pending}
          onClick={onAsk}
        >
          {asked ? t.askAgain : t.askWebhooks}
        </Button>
        <Text size="xs" c="dimmed">
          {t.askHint}
        </Text>
      </Group>
    </Stack>
  );
}

function Made({ look: { mail, skipped, faults }, pending }: { look: MessageLook; pending: boolean }) {
  return (
    <Stack gap="sm" aria-busy={pending} style={{ opacity: pending ? 0.6 : 1 }}>
      {skipped !== null && <Alert variant="default">{t.wouldSkip(skipped)}</Alert>}
      {faults.length > 0 && (
        <Alert color="red" variant="light" title={t.notMade}>
          <List size="sm">
            {faults.map(({ path, message, remedy }) => (
              <List.Item key={path + message}>{t.fault(t.parts[path] ?? path, message, remedy)}</List.Item>
            ))}
          </List>
        </Alert>
      )}
      {mail && <MailShown mail={mail} />}
    </Stack>
  );
}
