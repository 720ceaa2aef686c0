import type { Metadata } from "next";
import { AdministratorsOnly } from "@/app/(console)/_components/administrators-only";
import { NoDataCenter } from "@/app/(console)/contacts/_components/no-data-center";
import { openDirectory } from "@/app/(console)/contacts/open-directory";
import { type Query, viewReader } from "@/app/(console)/read-view";
import { requireVisitor } from "@/lib/accounts/visitor";
import { listGroups } from "@/lib/contacts/groups";
import { listImports } from "@/lib/contacts/imports";
import { findList } from "@/lib/data-centers/find";
import { contactImports as t } from "@/texts/contact-imports";
import { ImportsRoom } from "./_components/imports-room";

export const metadata: Metadata = { title: t.title };

export default async function Imports({ searchParams }: { searchParams: Promise<Query> }) {
  const visitor = await requireVisitor();
  if (visitor.role !== "administrator") return <AdministratorsOnly title={t.title} />;
  const named = viewReader(await searchParams).whole("dataCenter");
  const { caller, dataCenters, dataCenter } = await openDirectory(visitor, named);
  if (!dataCenter) return <NoDataCenter title={t.title} />;
  const [{ imports }, { groups }, { fields }] = await Promise.all([
    listImports(caller, dataCenter.id),
    listGroups(caller, dataCenter.id),
    findList(caller, dataCenter.id, "fields"),
  ]);
  return (
    <ImportsRoom
      imports={imports}
      groups={groups.map(({ id, name }) => ({ id, name }))}
      fields={fields.map(({ code, label }) => ({ code, label }))}
      dataCenter={String(dataCenter.id)}
      dataCenters={dataCenters}
    />
  );
}
