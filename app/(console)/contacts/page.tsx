import type { Metadata } from "next";
import type { Query } from "@/app/(console)/read-view";
import { requireVisitor } from "@/lib/accounts/visitor";
import { listGroups } from "@/lib/contacts/groups";
import { searchContacts } from "@/lib/contacts/list";
import { listSegments } from "@/lib/contacts/segments";
import { findList } from "@/lib/data-centers/find";
import { contacts as t } from "@/texts/contacts";
import { ContactsPage } from "./_components/contacts-page";
import { NoDataCenter } from "./_components/no-data-center";
import { filterOf, readView } from "./list-view";
import { openDirectory } from "./open-directory";

export const metadata: Metadata = { title: t.title };

export default async function Contacts({ searchParams }: { searchParams: Promise<Query> }) {
  const visitor = await requireVisitor();
  const view = readView(await searchParams);
  const { caller, dataCenters, dataCenter } = await openDirectory(visitor, view.dataCenter);
  if (!dataCenter) return <NoDataCenter title={t.title} />;
  const [{ groups }, { segments }, { fields }] = await Promise.all([
    listGroups(caller, dataCenter.id),
    listSegments(caller, dataCenter.id),
    findList(caller, dataCenter.id, "fields"),
  ]);
  // A shared address must not fail for a segment that somebody has deleted since.
  const known = {
    ...view,
    segment: segments.some(({ id }) => String(id) === view.segment) ? view.segment : undefined,
  };
  const page = await searchContacts(caller, { dataCenterId: dataCenter.id, ...filterOf(known) });
  return (
    <ContactsPage
      page={page}
      view={{ ...known, dataCenter: String(dataCenter.id) }}
      dataCenters={dataCenters}
      sets={{ groups, segments: segments.map(({ id, name }) => ({ id, name })) }}
      fields={fields.map(({ code, label }) => ({ code, label }))}
      administrator={visitor.role === "administrator"}
    />
  );
}
