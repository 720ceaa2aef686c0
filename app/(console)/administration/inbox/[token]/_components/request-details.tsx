"use client";

import { Group, Stack, Switch, Text, Title } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { DataTable } from "@/components/data-table/data-table";
import { isEmptyBody, readableBody } from "@/components/run-inspector/bodies";
import { CodeText } from "@/components/ui/code-text";
import { CopyButton } from "@/components/ui/copy-button";
import { TextLink } from "@/components/ui/text-link";
import { type InboxRequest, KEPT_BODY_BYTES } from "@/lib/inbox/schema";
import { paths } from "@/lib/paths";
import { inbox as t } from "@/texts/inbox";
import { bytesText } from "@/texts/sizes";
import { utcDateTimeWithMillis } from "@/texts/times";
import { SignatureMark } from "./signature-mark";

/** What arrived, as text and never as anything else. */
export function RequestDetails({ request }: { request: InboxRequest }) {
  const { receivedAt, method, url, webhook, signature, bodyBytes } = request;
  return (
    <Stack gap="lg" pb="xl">
      <Stack gap={6}>
        <Text size="sm" ff="monospace" style={{ overflowWrap: "anywhere" }}>
          <b>{method}</b> {url}
        </Text>
        <Text size="sm" c="dimmed">
          {t.facts(utcDateTimeWithMillis(receivedAt), bytesText(bodyBytes))}
        </Text>
        {webhook && (
          <Text size="sm">
            {t.webhook}:{" "}
            <TextLink href={paths.webhook(webhook.id)} inherit>
              {webhook.label}
            </TextLink>
          </Text>
        )}
        <Group gap="xs">
          <SignatureMark signature={signature} />
          <Text size="sm" c="dimmed">
            {t.signatureHints[signature]}
          </Text>
        </Group>
      </Stack>
      <Headers headers={request.headers} />
      <Body request={request} />
    </Stack>
  );
}

function Headers({ headers }: Pick<InboxRequest, "headers">) {
  // A name may come twice, and the list never changes.
  const rows = headers.map((header, index) => ({ ...header, index }));
  const text = headers.map(({ name, value }) => `${name}: ${value}`).join("\n");
  return (
    <Part title={t.headers} action={<CopyButton label={t.copyHeaders} value={text} />}>
      <DataTable
        label={t.headers}
        columns={[
          { title: t.headerName, cell: ({ name }) => <Mono>{name}</Mono> },
          { title: t.headerValue, cell: ({ value }) => <Mono>{value}</Mono> },
        ]}
        rows={rows}
        rowKey={({ index }) => index}
        dense
      />
      {headers.some(({ masked }) => masked) && (
        <Text size="xs" c="dimmed">
          {t.masked}
        </Text>
      )}
    </Part>
  );
}

const Mono = ({ children }: { children: string }) => (
  <Text span size="xs" ff="monospace" style={{ overflowWrap: "anywhere" }}>
    {children}
  </Text>
);

function Body({ request }: { request: InboxRequest }) {
  const [raw, setRaw] = useState(false);
  if (isEmptyBody(request)) {
    return (
      <Part title={t.body}>
        <Text size="sm" c="dimmed">
          {t.noBody}
        </Text>
      </Part>
    );
  }
  const asReceived = request.body ?? request.bodyBase64 ?? "";
  return (
    <Part
      title={t.body}
      action={
        <Group gap="md">
          {request.body !== undefined && (
            <Switch label={t.raw} checked={raw} onChange={(event) => setRaw(event.currentTarget.checked)} />
          )}
          <CopyButton label={t.copyBody} value={asReceived} />
        </Group>
      }
    >
      {request.bodyTruncated && (
        <Text size="sm">{t.cut(bytesText(KEPT_BODY_BYTES), bytesText(request.bodyBytes))}</Text>
      )}
      {request.body === undefined && <Text size="sm">{t.base64}</Text>}
      <CodeText label={t.bodyText} maxHeight="60vh">
        {raw ? asReceived : readableBody(request)}
      </CodeText>
    </Part>
  );
}

function Part({ title, action, children }: { title: string; action?: ReactNode; children: ReactNode }) {
  return (
    <Stack gap="xs" component="section" aria-label={title}>
      <Group justify="space-between">
        <Title order={3}>{title}</Title>
        {action}
      </Group>
      {children}
    </Stack>
  );
}
