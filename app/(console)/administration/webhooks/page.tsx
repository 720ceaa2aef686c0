import { Box } from "@mantine/core";
import type { Metadata } from "next";
import { TRAILS } from "@/app/(console)/rooms";
import { ConsoleContext } from "@/components/console-context";
import { PageHeader } from "@/components/ui/page-header";
import { WebhookDialogs } from "@/components/webhook-dialogs/webhook-dialogs";
import { requireVisitor } from "@/lib/accounts/visitor";
import { callerOf } from "@/lib/action";
import { listDataCenters } from "@/lib/data-centers/list";
import { isEventType } from "@/lib/event-types/catalogue";
import { getInstance } from "@/lib/instance";
import { listWebhookRows } from "@/lib/webhooks/list";
import { requestsFrom } from "@/lib/webhooks/requests-from";
import { findWorkflowsOf } from "@/lib/workflows/references";
import { webhooksPage as t } from "@/texts/webhooks-page";
import { CreateButton } from "./_components/create-button";
import { PlanNotice } from "./_components/plan-notice";
import { SectionTabs } from "./_components/section-tabs";
import { WebhooksList } from "./_components/webhooks-list";
import * as actions from "./actions";
import { filterOf, isFiltered, readView } from "./list-view";
import { withoutCredentials } from "./without-credentials";

export const metadata: Metadata = { title: t.title };

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function WebhooksPage({ searchParams }: Props) {
  const visitor = await requireVisitor();
  if (visitor.account.plan === "free") return <PlanNotice />;

  const caller = callerOf(await getInstance(), visitor);
  const view = readView(await searchParams);
  const [list, dataCenters] = await Promise.all([
    listWebhookRows(caller, filterOf(view, isEventType)),
    listDataCenters(caller),
  ]);
  const empty = list.total === 0 && !isFiltered(view);
  const ids = view.kind === "workflow" ? list.rows.map(({ webhook }) => webhook.id) : [];
  const workflowsOf = await findWorkflowsOf(caller, ids);
  const rows = list.rows.map((row) => ({
    ...{ ...row, workflows: workflowsOf(row.webhook.id) },
    webhook: withoutCredentials(row.webhook, visitor.role),
  }));

  return (
    <ConsoleContext
      value={{
        role: visitor.role,
        clientId: visitor.account.id,
        dataCenters,
        actions: { ...actions },
        requestsFrom: requestsFrom(caller, visitor.role),
        known: rows.map((row) => row.webhook),
      }}
    >
      <PageHeader
        trail={TRAILS.webhooks}
        title={t.title}
        aside={
          <CreateButton
            used={list.used}
            limit={list.limit}
            offered={!empty}
            inWorkflows={view.kind === "workflow"}
          />
        }
      />
      <Box mt="md">
        <SectionTabs />
      </Box>
      <WebhooksList rows={rows} total={list.total} empty={empty} view={view} />
      <WebhookDialogs />
    </ConsoleContext>
  );
}
