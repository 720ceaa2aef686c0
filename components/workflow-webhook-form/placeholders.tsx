"use client";

import { Code, Group, Paper, ScrollArea, Stack, Text } from "@mantine/core";
import { type Column, DataTable } from "@/components/data-table/data-table";
import { CopyButton } from "@/components/ui/copy-button";
import { type Placeholder, placeholdersOf } from "@/lib/templates/placeholders";
import { standardFieldLabel } from "@/texts/template-editor";
import { workflowWebhookForm } from "@/texts/workflow-webhook-form";
import { useEnvironment } from "./environment";

const t = workflowWebhookForm.data;

const COLUMNS: Column<Placeholder>[] = [
  { title: t.field, cell: ({ name, label }) => label ?? standardFieldLabel(name) },
  { title: t.placeholder, cell: ({ expression }) => <Copied text={expression} /> },
  {
    title: t.mergeTag,
    cell: ({ mergeTag }) => (mergeTag === null ? t.noMergeTag : <Copied text={mergeTag} />),
  },
];

/** The placeholders of the account's fields (S5.17). */
export function Placeholders() {
  const { fields } = useEnvironment();
  return (
    <Paper withBorder p="sm" component="section" aria-label={t.placeholdersTitle}>
      <Stack gap="xs">
        <Text size="xs" c="dimmed">
          {t.placeholdersText}
        </Text>
        <ScrollArea.Autosize mah={280} type="auto" viewportProps={{ tabIndex: 0 }}>
          <DataTable
            label={t.placeholdersTitle}
            columns={COLUMNS}
            rows={placeholdersOf(fields)}
            rowKey={({ name }) => name}
            dense
          />
        </ScrollArea.Autosize>
      </Stack>
    </Paper>
  );
}

function Copied({ text }: { text: string }) {
  return (
    <Group gap={2} wrap="nowrap">
      <Code style={{ overflowWrap: "anywhere" }}>{text}</Code>
      <CopyButton compact label={t.copy(text)} value={text} />
    </Group>
  );
}
