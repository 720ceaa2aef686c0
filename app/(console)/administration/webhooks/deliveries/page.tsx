import { Box } from "@mantine/core";
import type { Metadata } from "next";
import type { Query } from "@/app/(console)/read-view";
import { TRAILS } from "@/app/(console)/rooms";
import { ConsoleContext } from "@/components/console-context";
import { PageHeader } from "@/components/ui/page-header";
import { requireVisitor } from "@/lib/accounts/visitor";
import { callerOf } from "@/lib/action";
import { listDataCenters } from "@/lib/data-centers/list";
import { listDeliveryRows, listWebhookOptions } from "@/lib/deliveries/list-rows";
import { getInstance } from "@/lib/instance";
import { requestsFrom } from "@/lib/webhooks/requests-from";
import { deliveriesText as t } from "@/texts/deliveries";
import { PlanNotice } from "../_components/plan-notice";
import { SectionTabs } from "../_components/section-tabs";
import * as webhookActions from "../actions";
import { DeliveriesList } from "./_components/deliveries-list";
import { cancel } from "./actions";
import { filterOf, readView } from "./list-view";

export const metadata: Metadata = { title: t.title };

export default async function DeliveriesPage({ searchParams }: { searchParams: Promise<Query> }) {
  const visitor = await requireVisitor();
  if (visitor.account.plan === "free") return <PlanNotice />;

  const caller = callerOf(await getInstance(), visitor);
  const view = readView(await searchParams);
  const [list, webhooks, dataCenters] = await Promise.all([
    listDeliveryRows(caller, filterOf(view, caller.tidings.now())),
    listWebhookOptions(caller, view.webhook),
    listDataCenters(caller),
  ]);

  return (
    <ConsoleContext
      value={{
        role: visitor.role,
        clientId: visitor.account.id,
        dataCenters,
        actions: { ...webhookActions },
        requestsFrom: requestsFrom(caller, visitor.role),
        known: [],
      }}
    >
      <PageHeader trail={[...TRAILS.webhooks, { label: t.title }]} title={t.title} />
      <Box mt="md">
        <SectionTabs />
      </Box>
      <DeliveriesList initial={list} view={view} webhooks={webhooks} cancel={cancel} />
    </ConsoleContext>
  );
}
