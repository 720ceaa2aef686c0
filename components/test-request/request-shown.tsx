"use client";

import { Alert, Box, Code, List, Stack, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { type Column, DataTable } from "@/components/data-table/data-table";
import { HeadersList } from "@/components/run-inspector/headers-list";
import { CodeText } from "@/components/ui/code-text";
import type { ShownPart, ShownValue } from "@/lib/templates/explain-request";
import type { LookedAt } from "@/lib/templates/look-at-request";
import { requestLook as t } from "@/texts/request-look";
import { MarkedText } from "./marked-text";

interface Props {
  look: LookedAt;
  /** Below it: what is still added, or that secrets are masked. */
  note: string;
  /** The table of values besides the marks in the text. */
  explained?: boolean;
}

/** A request with its values filled in, and where each of them comes from (S4.32, screens 4.6). */
export function RequestShown({ look: { request, parts, faults }, note, explained = true }: Props) {
  return (
    <Stack gap="sm">
      {faults.length > 0 && <Faults faults={faults} />}
      {request && <Rendered request={request} parts={parts} note={note} />}
      {explained && <Values parts={parts} />}
    </Stack>
  );
}

function Faults({ faults }: { faults: LookedAt["faults"] }) {
  return (
    <Alert color="red" variant="light" title={t.faults}>
      <List size="sm" spacing={4}>
        {faults.map(({ path, message, remedy }) => (
          <List.Item key={path + message} style={{ overflowWrap: "anywhere" }}>
            <b>{t.place(path)}</b>: {message.replace(/\.$/, "")}. {remedy}
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}

function Rendered(props: { request: NonNullable<LookedAt["request"]>; parts: ShownPart[]; note: string }) {
  const { request, parts, note } = props;
  const address = parts.find(({ path }) => path === "url");
  const written = parts.find(({ path }) => path === "template.body.template");
  const inAddress = address && request.url.startsWith(address.text) ? address : undefined;
  return (
    <>
      <Text size="sm" ff="monospace" style={{ overflowWrap: "anywhere" }} component="div">
        <b>{request.method}</b>{" "}
        {inAddress ? (
          <>
            <MarkedText {...inAddress} />
            {request.url.slice(inAddress.text.length)}
          </>
        ) : (
          request.url
        )}
      </Text>
      {request.headers.length > 0 && <HeadersList label={t.headers} headers={request.headers} />}
      {request.body === null ? (
        <Text size="sm" c="dimmed">
          {t.noBody}
        </Text>
      ) : written && written.text === request.body ? (
        <Box component="section" aria-label={t.body} tabIndex={0} mah={360} style={{ overflow: "auto" }}>
          <Code block fz="xs" style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
            <MarkedText {...written} />
          </Code>
        </Box>
      ) : (
        <CodeText label={t.body}>{pretty(request.body)}</CodeText>
      )}
      <Text size="xs" c="dimmed">
        {note}
      </Text>
    </>
  );
}

function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}

interface Row {
  key: string;
  path: string;
  text: string;
  value: ShownValue;
}

const COLUMNS: Column<Row>[] = [
  {
    title: t.columns.expression,
    cell: ({ path, value }) => (
      <>
        <Code style={{ overflowWrap: "anywhere" }}>{value.expression}</Code>
        <Text size="xs" c="dimmed">
          {t.placeAt(path, value)}
        </Text>
      </>
    ),
  },
  { title: t.columns.value, cell: (row) => <Value {...row} /> },
  {
    title: t.columns.from,
    cell: ({ value }) => (
      <Text size="sm" component="div" style={{ overflowWrap: "anywhere" }}>
        {value.sources.length === 0
          ? t.fixed
          : value.sources.map((source) => <div key={source.from + source.name}>{t.source(source)}</div>)}
      </Text>
    ),
  },
];

function Value({ text, value: { at, length, missing } }: Row) {
  if (missing) {
    return (
      <Text size="sm" c="var(--mantine-color-error)" fw={500}>
        <IconAlertTriangle size={14} aria-hidden style={{ verticalAlign: "text-bottom" }} /> {t.noValue}
      </Text>
    );
  }
  const written = text.slice(at, at + length);
  return (
    <Text size="sm" ff={written ? "monospace" : undefined} style={{ overflowWrap: "anywhere" }} lineClamp={4}>
      {written || t.empty}
    </Text>
  );
}

const MOST_ROWS = 40;

/** Each expression once at each place. */
function Values({ parts }: { parts: ShownPart[] }) {
  const rows = parts.flatMap(({ path, text, values }) =>
    values.map((value, index): Row => ({ key: `${path} ${index}`, path, text, value })),
  );
  if (rows.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {t.noValues}
      </Text>
    );
  }
  return (
    <Stack gap={4}>
      <DataTable
        label={t.valuesTitle}
        columns={COLUMNS}
        rows={rows.slice(0, MOST_ROWS)}
        rowKey={({ key }) => key}
        dense
      />
      {rows.length > MOST_ROWS && (
        <Text size="xs" c="dimmed">
          {t.left(rows.length - MOST_ROWS)}
        </Text>
      )}
    </Stack>
  );
}
