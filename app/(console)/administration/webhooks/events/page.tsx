import { Box } from "@mantine/core";
import type { Metadata } from "next";
import type { Query } from "@/app/(console)/read-view";
import { TRAILS } from "@/app/(console)/rooms";
import { PageHeader } from "@/components/ui/page-header";
import { requireVisitor } from "@/lib/accounts/visitor";
import { callerOf } from "@/lib/action";
import { listDataCenters } from "@/lib/data-centers/list";
import { listEventRows } from "@/lib/events/list";
import { getInstance } from "@/lib/instance";
import { eventsText as t } from "@/texts/events";
import { PlanNotice } from "../_components/plan-notice";
import { SectionTabs } from "../_components/section-tabs";
import { EventsList } from "./_components/events-list";
import { NoEvent } from "./_components/no-event";
import { filterOf, isFiltered, readView } from "./list-view";

export const metadata: Metadata = { title: t.title };

export default async function EventsPage({ searchParams }: { searchParams: Promise<Query> }) {
  const visitor = await requireVisitor();
  if (visitor.account.plan === "free") return <PlanNotice />;

  const tidings = await getInstance();
  const caller = callerOf(tidings, visitor);
  const view = readView(await searchParams);
  const [list, dataCenters] = await Promise.all([
    listEventRows(caller, filterOf(view, tidings.now())),
    listDataCenters(caller),
  ]);
  const none = list.rows.length === 0 && !view.cursor && !isFiltered(view);

  return (
    <>
      <PageHeader trail={[...TRAILS.webhooks, { label: t.title }]} title={t.title} />
      <Box mt="md">
        <SectionTabs />
      </Box>
      {none ? (
        <NoEvent
          publicUrl={tidings.env.PUBLIC_URL}
          dataCenterId={dataCenters[0]?.id}
          administrator={visitor.role === "administrator"}
        />
      ) : (
        <EventsList list={list} view={view} dataCenters={dataCenters.map(({ id, name }) => ({ id, name }))} />
      )}
    </>
  );
}
