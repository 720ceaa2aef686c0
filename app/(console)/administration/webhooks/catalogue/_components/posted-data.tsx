"use client";

import { Button, Group, Text } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { CodeText } from "@/components/ui/code-text";
import { CopyButton } from "@/components/ui/copy-button";
import { downloadText } from "@/components/ui/download-text";
import { PagePart } from "@/components/ui/page-part";
import type { EventTypeView } from "@/lib/event-types/describe";
import { eventCatalogue as t } from "@/texts/event-catalogue";

/** For whoever writes the program that reports events of the type. */
export function PostedData({ type, schema }: { type: string; schema: EventTypeView["data"] }) {
  const text = JSON.stringify(schema, null, 2);
  return (
    <PagePart order={3} title={t.postedTitle}>
      <Text size="sm">{t.postedIntro}</Text>
      <CodeText label={t.schemaLabel}>{text}</CodeText>
      <Group gap="xs">
        <CopyButton label={t.copySchema} value={text} />
        <Button
          size="xs"
          variant="default"
          leftSection={<IconDownload size={16} aria-hidden />}
          onClick={() => downloadText(t.fileName(type), text)}
        >
          {t.downloadSchema}
        </Button>
      </Group>
    </PagePart>
  );
}
