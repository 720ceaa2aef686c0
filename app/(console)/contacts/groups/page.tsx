import type { Metadata } from "next";
import { NoDataCenter } from "@/app/(console)/contacts/_components/no-data-center";
import { openDirectory } from "@/app/(console)/contacts/open-directory";
import { type Query, viewReader } from "@/app/(console)/read-view";
import { requireVisitor } from "@/lib/accounts/visitor";
import { listGroups } from "@/lib/contacts/groups";
import { groups as t } from "@/texts/contact-sets";
import { GroupsRoom } from "./_components/groups-room";

export const metadata: Metadata = { title: t.title };

export default async function Groups({ searchParams }: { searchParams: Promise<Query> }) {
  const visitor = await requireVisitor();
  const named = viewReader(await searchParams).whole("dataCenter");
  const { caller, dataCenters, dataCenter } = await openDirectory(visitor, named);
  if (!dataCenter) return <NoDataCenter title={t.title} />;
  const { groups } = await listGroups(caller, dataCenter.id);
  return (
    <GroupsRoom
      groups={groups}
      dataCenter={String(dataCenter.id)}
      dataCenters={dataCenters}
      administrator={visitor.role === "administrator"}
    />
  );
}
