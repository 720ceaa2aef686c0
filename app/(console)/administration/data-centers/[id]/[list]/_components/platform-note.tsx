"use client";

import { Group, Paper, Stack, Text, Title } from "@mantine/core";
import { CodeText } from "@/components/ui/code-text";
import { CopyButton } from "@/components/ui/copy-button";
import type { ItemPage } from "@/lib/data-centers/list-items";
import { type MasterList, segmentOf } from "@/lib/data-centers/schema";
import { paths } from "@/lib/paths";
import { masterList as t } from "@/texts/data-centers";
import { curlLine } from "./curl-line";

export interface Api {
  origin: string;
  clientId: number;
}

interface Props {
  dataCenterId: number;
  list: MasterList;
  page: ItemPage;
  api: Api;
}

/** Tells the people of a platform how it writes this list. */
export function PlatformNote({ dataCenterId, list, page, api }: Props) {
  const path = paths.api.dataCenterList(api.clientId, dataCenterId, segmentOf(list));
  const whole = page.items.length === page.all ? page.items.map(({ usedBy: _, ...item }) => item) : undefined;
  const command = curlLine(api.origin + path, list, whole);
  return (
    <Paper withBorder p="md" component="section" aria-label={t.platform}>
      <Stack gap="xs">
        <Group justify="space-between" align="flex-start" gap="xs">
          <Title order={2} size="h4">
            {t.platform}
          </Title>
          <CopyButton label={t.copyCurl} value={command} />
        </Group>
        <Text size="sm" style={{ overflowWrap: "anywhere" }}>
          {t.platformText(path)} {t.platformKey}
        </Text>
        <CodeText label={t.curl} maxHeight={160}>
          {command}
        </CodeText>
      </Stack>
    </Paper>
  );
}
