"use client";

import { Box, Group, Text } from "@mantine/core";
import { PageTabs } from "@/components/ui/page-tabs";
import { TextLink } from "@/components/ui/text-link";
import type { DataCenterRow } from "@/lib/data-centers/rows";
import { MASTER_LISTS, segmentOf } from "@/lib/data-centers/schema";
import { paths } from "@/lib/paths";
import { LIST_NAMES, masterList, dataCenters as t } from "@/texts/data-centers";

/** Its id, its webhooks, and the way to each of its lists. */
export function DataCenterFacts({ dataCenter: { id, counts } }: { dataCenter: DataCenterRow }) {
  const tabs = MASTER_LISTS.map((list) => ({
    label: LIST_NAMES[list],
    href: paths.dataCenterList(id, segmentOf(list)),
  }));
  return (
    <>
      <Group gap="md" mt={4}>
        <Text size="sm" c="dimmed">
          {t.facts(id)}
        </Text>
        <TextLink href={paths.webhooks({ dataCenter: String(id) })}>
          {t.webhooksHere(counts.webhooks)}
        </TextLink>
      </Group>
      <Box mt="md">
        <PageTabs label={masterList.sections} tabs={tabs} />
      </Box>
    </>
  );
}
