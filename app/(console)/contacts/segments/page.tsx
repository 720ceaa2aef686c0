import type { Metadata } from "next";
import { NoDataCenter } from "@/app/(console)/contacts/_components/no-data-center";
import { openDirectory } from "@/app/(console)/contacts/open-directory";
import { type Query, viewReader } from "@/app/(console)/read-view";
import { requireVisitor } from "@/lib/accounts/visitor";
import { listGroups } from "@/lib/contacts/groups";
import { listSegments } from "@/lib/contacts/segments";
import { findList } from "@/lib/data-centers/find";
import { segments as t } from "@/texts/contact-sets";
import { SegmentsRoom } from "./_components/segments-room";

export const metadata: Metadata = { title: t.title };

export default async function Segments({ searchParams }: { searchParams: Promise<Query> }) {
  const visitor = await requireVisitor();
  const named = viewReader(await searchParams).whole("dataCenter");
  const { caller, dataCenters, dataCenter } = await openDirectory(visitor, named);
  if (!dataCenter) return <NoDataCenter title={t.title} />;
  const [{ segments }, { groups }, { fields }] = await Promise.all([
    listSegments(caller, dataCenter.id),
    listGroups(caller, dataCenter.id),
    findList(caller, dataCenter.id, "fields"),
  ]);
  return (
    <SegmentsRoom
      segments={segments}
      names={{
        groups: groups.map(({ id, name }) => ({ id, name })),
        fields: fields.map(({ code, label }) => ({ code, label })),
      }}
      dataCenter={String(dataCenter.id)}
      dataCenters={dataCenters}
      administrator={visitor.role === "administrator"}
    />
  );
}
