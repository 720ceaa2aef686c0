import { Box, Text } from "@mantine/core";
import type { Metadata } from "next";
import type { Query } from "@/app/(console)/read-view";
import { TRAILS } from "@/app/(console)/rooms";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { requireVisitor } from "@/lib/accounts/visitor";
import { callerOf } from "@/lib/action";
import { getInstance } from "@/lib/instance";
import { listDeletedWebhooks } from "@/lib/webhooks/list-deleted";
import { deletedWebhooks as t } from "@/texts/deleted-webhooks";
import { navigation } from "@/texts/navigation";
import { PlanNotice } from "../_components/plan-notice";
import { SectionTabs } from "../_components/section-tabs";
import { DeletedList } from "./_components/deleted-list";
import { filterOf, isFiltered, readView } from "./list-view";

export const metadata: Metadata = { title: t.title };

export default async function DeletedWebhooksPage({ searchParams }: { searchParams: Promise<Query> }) {
  const visitor = await requireVisitor();
  if (visitor.account.plan === "free") return <PlanNotice />;

  const view = readView(await searchParams);
  const list = await listDeletedWebhooks(callerOf(await getInstance(), visitor), filterOf(view));
  return (
    <>
      <PageHeader trail={[...TRAILS.webhooks, { label: navigation.deletedWebhooks }]} title={t.title} />
      <Box mt="md">
        <SectionTabs />
      </Box>
      {list.total === 0 && !isFiltered(view) ? (
        <Box mt="lg">
          <EmptyState title={t.emptyTitle}>{t.emptyText}</EmptyState>
        </Box>
      ) : (
        <>
          <Text size="sm" c="dimmed" mt="lg" maw={760}>
            {t.intro}
          </Text>
          <DeletedList {...list} view={view} />
        </>
      )}
    </>
  );
}
