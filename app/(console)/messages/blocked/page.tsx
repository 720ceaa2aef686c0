import type { Metadata } from "next";
import { NoDataCenter } from "@/app/(console)/contacts/_components/no-data-center";
import { openDirectory } from "@/app/(console)/contacts/open-directory";
import { type Query, viewReader } from "@/app/(console)/read-view";
import { requireVisitor } from "@/lib/accounts/visitor";
import { listBlockedAddresses } from "@/lib/messages/blocked-addresses";
import { blockedFilterSchema } from "@/lib/messages/blocked-schema";
import { blockedAddresses as t } from "@/texts/blocked-addresses";
import { BlockedRoom } from "./_components/blocked-room";

export const metadata: Metadata = { title: t.title };

const PAGE_SIZE = 50;

export default async function BlockedAddresses({ searchParams }: { searchParams: Promise<Query> }) {
  const visitor = await requireVisitor();
  const read = viewReader(await searchParams);
  const { caller, dataCenters, dataCenter } = await openDirectory(visitor, read.whole("dataCenter"));
  if (!dataCenter) return <NoDataCenter title={t.title} />;
  const asked = { q: read.text("q"), cursor: read.text("cursor") };
  // A shared address must never fail.
  const { success } = blockedFilterSchema.safeParse(asked);
  const view = success ? asked : { q: undefined, cursor: undefined };
  const list = await listBlockedAddresses(caller, dataCenter.id, { ...view, limit: String(PAGE_SIZE) });
  return (
    <BlockedRoom
      {...list}
      view={{ ...view, dataCenter: String(dataCenter.id) }}
      dataCenters={dataCenters}
      administrator={visitor.role === "administrator"}
    />
  );
}
