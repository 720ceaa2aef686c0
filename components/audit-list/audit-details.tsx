"use client";

import { Code, Group, Paper, SimpleGrid, Stack, Text } from "@mantine/core";
import { CodeText } from "@/components/ui/code-text";
import { CopyButton } from "@/components/ui/copy-button";
import { TextLink } from "@/components/ui/text-link";
import type { AuditEntryView } from "@/lib/audit/schema";
import { paths } from "@/lib/paths";
import type { Json } from "@/lib/vocabulary";
import { audit as t } from "@/texts/audit";
import { common } from "@/texts/common";
import { changesOf, type FieldChange } from "./changes-of";

/** Before and after of each field, the entry as it was recorded, and the ways to what belongs to it. */
export function AuditDetails({ entry: { actor, target, details } }: { entry: AuditEntryView }) {
  const { changes, rest } = changesOf(details);
  const by = actor.id ?? actor.kind;
  return (
    <Stack gap="sm" pt="sm" miw={0}>
      {changes.length > 0 && <ChangedFields changes={changes} />}
      {Object.keys(rest).length > 0 && (
        <CodeText label={t.recorded} maxHeight={240}>
          {JSON.stringify(rest, null, 2)}
        </CodeText>
      )}
      <Group gap={4} wrap="nowrap">
        <Text span size="xs" c="dimmed">
          {t.id}
        </Text>
        <Code fz="xs" style={{ overflowWrap: "anywhere" }}>
          {target.id}
        </Code>
        <CopyButton compact label={common.copyId} value={target.id} />
      </Group>
      <Group gap="md">
        <TextLink size="xs" href={paths.audit({ kind: target.kind, target: target.id })}>
          {t.allAbout}
        </TextLink>
        <TextLink size="xs" href={paths.audit({ by })}>
          {t.allBy}
        </TextLink>
      </Group>
    </Stack>
  );
}

/** Rows and cells by role: as elements of a table they would become cards with the table around them. */
function ChangedFields({ changes }: { changes: FieldChange[] }) {
  const row = (key: string, cells: [string, string, string], role: "columnheader" | "cell") => (
    <SimpleGrid key={key} role="row" cols={3} spacing="xs" py={6}>
      {cells.map((cell, index) => (
        <Text
          // biome-ignore lint/suspicious/noArrayIndexKey: three columns that never change places
          key={index}
          role={index === 0 && role === "cell" ? "rowheader" : role}
          size="xs"
          fw={role === "columnheader" || index === 0 ? 600 : undefined}
          style={{ overflowWrap: "anywhere", whiteSpace: "pre-wrap" }}
        >
          {cell}
        </Text>
      ))}
    </SimpleGrid>
  );
  return (
    <Paper withBorder px="sm" py={4} role="table" aria-label={t.changes}>
      {row("heading", [t.field, t.before, t.after], "columnheader")}
      {changes.map(({ field, before, after }) => row(field, [field, shown(before), shown(after)], "cell"))}
    </Paper>
  );
}

function shown(value: Json): string {
  if (value === null || value === "") return t.nothing;
  if (typeof value === "boolean") return value ? t.on : t.off;
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
