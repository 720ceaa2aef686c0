import type { Metadata } from "next";
import { AdministratorsOnly } from "@/app/(console)/_components/administrators-only";
import { requireVisitor } from "@/lib/accounts/visitor";
import { callerOf } from "@/lib/action";
import { listApiKeys } from "@/lib/api-keys/list";
import { listDataCenters } from "@/lib/data-centers/list";
import { getInstance } from "@/lib/instance";
import { apiKeys as t } from "@/texts/api-keys";
import { ApiKeysPage } from "./_components/api-keys-page";
import { readView } from "./list-view";

export const metadata: Metadata = { title: t.title };

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function ApiKeys({ searchParams }: Props) {
  const visitor = await requireVisitor();
  if (visitor.role !== "administrator") return <AdministratorsOnly title={t.title} />;

  const tidings = await getInstance();
  const caller = callerOf(tidings, visitor);
  const view = readView(await searchParams);
  const [{ keys, total }, dataCenters] = await Promise.all([
    listApiKeys(caller, { state: view.state, id: view.key }),
    listDataCenters(caller),
  ]);
  return (
    <ApiKeysPage
      keys={keys}
      total={total}
      view={view}
      dataCenters={dataCenters.map(({ id, name }) => ({ id, name }))}
      address={{ publicUrl: tidings.env.PUBLIC_URL, clientId: visitor.account.id }}
    />
  );
}
