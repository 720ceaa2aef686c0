import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import type { Query } from "@/app/(console)/read-view";
import { TRAILS } from "@/app/(console)/rooms";
import { PageHeader } from "@/components/ui/page-header";
import { requireVisitor } from "@/lib/accounts/visitor";
import { callerOf } from "@/lib/action";
import { findItem, listItems } from "@/lib/data-centers/list-items";
import { findDataCenterRow } from "@/lib/data-centers/rows";
import { listOfSegment } from "@/lib/data-centers/schema";
import { isProblem } from "@/lib/errors";
import { getInstance } from "@/lib/instance";
import { LIST_NAMES } from "@/texts/data-centers";
import { RenameButton } from "../_components/rename-button";
import { DataCenterFacts } from "./_components/data-center-facts";
import { MasterListRoom } from "./_components/master-list-room";
import { PAGE_SIZE, readItemId, readListView } from "./list-view";

interface Props {
  params: Promise<{ id: string; list: string }>;
  searchParams: Promise<Query>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { id, list: segment } = await params;
  const list = listOfSegment(segment);
  return { title: `${list ? `${LIST_NAMES[list]} · ` : ""}${(await read(id)).name}` };
}

export default async function MasterListPage({ params, searchParams }: Props) {
  const [{ id, list: segment }, query] = await Promise.all([params, searchParams]);
  const visitor = await requireVisitor();
  const list = listOfSegment(segment);
  if (!list) notFound();
  const dataCenter = await read(id);
  const tidings = await getInstance();
  const caller = callerOf(tidings, visitor);
  const view = readListView(query);
  const offset = (Number(view.page ?? 1) - 1) * PAGE_SIZE;
  const itemId = readItemId(query);
  const [page, named] = await Promise.all([
    listItems(caller, dataCenter.id, list, { q: view.q, limit: PAGE_SIZE, offset }),
    itemId ? findItem(caller, dataCenter.id, list, itemId) : null,
  ]);
  const administrator = visitor.role === "administrator";
  return (
    <>
      <PageHeader
        trail={[...TRAILS.dataCenters, { label: dataCenter.name }]}
        title={dataCenter.name}
        aside={administrator ? <RenameButton id={dataCenter.id} name={dataCenter.name} /> : undefined}
      />
      <DataCenterFacts dataCenter={dataCenter} />
      <MasterListRoom
        key={list}
        dataCenterId={dataCenter.id}
        list={list}
        page={page}
        named={named}
        view={view}
        administrator={administrator}
        api={{ origin: tidings.env.PUBLIC_URL, clientId: caller.accountId }}
      />
    </>
  );
}

/** Read once for title and page. An id of another account is answered like one that does not exist. */
const read = cache(async (id: string) => {
  try {
    return await findDataCenterRow(callerOf(await getInstance(), await requireVisitor()), id);
  } catch (error) {
    if (isProblem(error) && error.status === 404) notFound();
    throw error;
  }
});
