import { Box, Text } from "@mantine/core";
import type { Metadata } from "next";
import type { Query } from "@/app/(console)/read-view";
import { TRAILS } from "@/app/(console)/rooms";
import { PageHeader } from "@/components/ui/page-header";
import { TextLink } from "@/components/ui/text-link";
import { requireVisitor } from "@/lib/accounts/visitor";
import { callerOf } from "@/lib/action";
import { getInstance } from "@/lib/instance";
import { paths } from "@/lib/paths";
import { readUsage } from "@/lib/webhooks/read-usage";
import { eventCatalogue as t } from "@/texts/event-catalogue";
import { userGuide } from "@/texts/user-guide";
import { PlanNotice } from "../_components/plan-notice";
import { SectionTabs } from "../_components/section-tabs";
import { CatalogueRoom } from "./_components/catalogue-room";
import { readCatalogue, readView } from "./read-catalogue";

export const metadata: Metadata = { title: t.title };

export default async function CataloguePage({ searchParams }: { searchParams: Promise<Query> }) {
  const visitor = await requireVisitor();
  if (visitor.account.plan === "free") return <PlanNotice />;

  const view = readView(await searchParams);
  const { used, limit } = await readUsage(callerOf(await getInstance(), visitor));
  return (
    <>
      <PageHeader trail={[...TRAILS.webhooks, { label: t.title }]} title={t.title} />
      <Box mt="md">
        <SectionTabs />
      </Box>
      <Text mt="md" c="dimmed">
        {t.intro} <TextLink href={paths.userGuide()}>{userGuide.title}</TextLink>
      </Text>
      <CatalogueRoom
        view={view}
        catalogue={readCatalogue(view)}
        mayCreate={visitor.role === "administrator"}
        usage={{ used, limit }}
      />
    </>
  );
}
