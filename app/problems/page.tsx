import { Box, Text } from "@mantine/core";
import type { Metadata } from "next";
import { ProblemsTable } from "@/components/problems-table";
import { PageHeader } from "@/components/ui/page-header";
import { problemRows } from "@/lib/errors";
import { problemPages as t } from "@/texts/problem-pages";

export const metadata: Metadata = { title: t.title };

export default function ProblemsPage() {
  return (
    <>
      <PageHeader trail={[{ label: t.title }]} title={t.title} />
      <Text c="dimmed" size="sm" mt="xs" maw={720}>
        {t.intro}
      </Text>
      <Box mt="lg">
        <ProblemsTable problems={problemRows()} />
      </Box>
    </>
  );
}
