import type { Metadata } from "next";
import { TRAILS } from "@/app/(console)/rooms";
import { PageHeader } from "@/components/ui/page-header";
import { requireVisitor } from "@/lib/accounts/visitor";
import { callerOf } from "@/lib/action";
import { listDataCenterRows } from "@/lib/data-centers/rows";
import { getInstance } from "@/lib/instance";
import { dataCenters as t } from "@/texts/data-centers";
import { CreateDataCenter } from "./_components/create-data-center";
import { DataCentersTable } from "./_components/data-centers-table";

export const metadata: Metadata = { title: t.title };

export default async function DataCentersPage() {
  const visitor = await requireVisitor();
  const rows = await listDataCenterRows(callerOf(await getInstance(), visitor));
  const administrator = visitor.role === "administrator";
  return (
    <>
      <PageHeader
        trail={TRAILS.dataCenters}
        title={t.title}
        aside={administrator ? <CreateDataCenter /> : undefined}
      />
      <DataCentersTable rows={rows} administrator={administrator} />
    </>
  );
}
