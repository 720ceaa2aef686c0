"use client";

import { Group, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { useState } from "react";
import { InboxLink } from "@/components/inbox-link";
import { bodySize, isEmptyBody } from "@/components/run-inspector/bodies";
import { HeadersList } from "@/components/run-inspector/headers-list";
import { RequestPart } from "@/components/run-inspector/request-part";
import { CodeText } from "@/components/ui/code-text";
import { TestResult } from "@/components/webhook-dialogs/test-result";
import { Disclosure } from "@/components/webhook-form/disclosure";
import type { RequestTrial } from "@/lib/workflow-requests/trial-schema";
import { testRequest } from "@/texts/test-request";
import { AnswerTree } from "./answer-tree";
import { readAnswer } from "./read-answer";
import type { Tried } from "./request-test";

const t = testRequest.answer;

/** The response in the window of its test: status in words, how long each part took, headers, body (screens 4.6). */
export function Answer({ tried, trial }: { tried: Tried; trial: RequestTrial }) {
  const { run, phases, detail, kept } = trial;
  const [opened, setOpened] = useState(false);
  return (
    <Stack gap="md">
      <TestResult run={run} />
      {detail && (
        <Text size="sm" c="dimmed" style={{ overflowWrap: "anywhere" }}>
          {t.detail} {detail}
        </Text>
      )}
      {run.inbox && <InboxLink url={tried.url} prominent />}
      {phases && <Phases phases={phases} />}
      {run.response && (
        <>
          <Part title={t.headers}>
            <HeadersList label={t.headers} headers={run.response.headers} />
          </Part>
          <Part title={t.body}>
            <AnswerBody tried={tried} trial={trial} />
          </Part>
        </>
      )}
      <Disclosure title={t.request} note="" expanded={opened} onToggle={() => setOpened(!opened)}>
        <Stack pt="xs">
          <RequestPart request={run.request} />
        </Stack>
      </Disclosure>
      <Text size="xs" c="dimmed">
        {kept ? t.kept : t.notKept}
      </Text>
    </Stack>
  );
}

function Part({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <Stack gap={4}>
      <Title order={4} size="h6">
        {title}
      </Title>
      {children}
    </Stack>
  );
}

const NAMES = ["dnsMs", "connectMs", "tlsMs", "firstByteMs", "totalMs"] as const;

function Phases({ phases }: { phases: NonNullable<RequestTrial["phases"]> }) {
  return (
    <Part title={t.phases}>
      <SimpleGrid component="dl" cols={{ base: 2, xs: 5 }} spacing="xs" m={0}>
        {NAMES.map((name) => (
          <div key={name}>
            <Text component="dt" size="xs" c="dimmed">
              {t.names[name]}
            </Text>
            <Text component="dd" size="sm" fw={500} m={0}>
              {t.took(phases[name])}
            </Text>
          </div>
        ))}
      </SimpleGrid>
    </Part>
  );
}

function AnswerBody({ tried, trial: { run } }: { tried: Tried; trial: RequestTrial }) {
  const { response, reason, responseTruncated } = run;
  if (!response || isEmptyBody(response)) return <Note>{t.emptyBody}</Note>;
  const answer = readAnswer(response.body);
  const readable = tried.profile === "data_request" && answer.json;
  const notes = [
    ...(reason === "response_too_large" ? [t.tooLarge] : responseTruncated ? [t.cutOff] : []),
    ...(response.bodyBase64 !== undefined ? [t.binary] : []),
    ...(tried.profile === "data_request" && !answer.json && reason !== "response_too_large"
      ? [t.notJson]
      : []),
  ];
  return (
    <Stack gap="xs">
      {notes.map((note) => (
        <Note key={note}>{note}</Note>
      ))}
      {readable && answer.json ? (
        <AnswerTree value={answer.value} label={tried.label} />
      ) : (
        <CodeText label={t.body}>{(response.body ?? response.bodyBase64 ?? "").slice(0, MOST)}</CodeText>
      )}
      <Group>
        <Note>{t.size(bodySize(response))}</Note>
      </Group>
    </Stack>
  );
}

/** More of a text than anybody reads in a dialog. */
const MOST = 50_000;

const Note = ({ children }: { children: string }) => (
  <Text size="xs" c="dimmed">
    {children}
  </Text>
);
