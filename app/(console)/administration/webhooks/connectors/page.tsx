import { Box } from "@mantine/core";
import type { Metadata } from "next";
import { TRAILS } from "@/app/(console)/rooms";
import { PageHeader } from "@/components/ui/page-header";
import { requireVisitor } from "@/lib/accounts/visitor";
import { callerOf } from "@/lib/action";
import { listConnectors } from "@/lib/connectors/list";
import { getInstance } from "@/lib/instance";
import { connectors as t } from "@/texts/connectors";
import { PlanNotice } from "../_components/plan-notice";
import { SectionTabs } from "../_components/section-tabs";
import { connectorWithoutCredential } from "../without-credentials";
import { ConnectorsRoom } from "./_components/connectors-room";

export const metadata: Metadata = { title: t.title };

export default async function ConnectorsPage() {
  const visitor = await requireVisitor();
  if (visitor.account.plan === "free") return <PlanNotice />;

  const { connectors } = await listConnectors(callerOf(await getInstance(), visitor));
  return (
    <>
      <PageHeader trail={[...TRAILS.webhooks, { label: t.title }]} title={t.title} />
      <Box mt="md">
        <SectionTabs />
      </Box>
      <ConnectorsRoom
        connectors={connectors.map((each) => connectorWithoutCredential(each, visitor.role))}
        administrator={visitor.role === "administrator"}
      />
    </>
  );
}
