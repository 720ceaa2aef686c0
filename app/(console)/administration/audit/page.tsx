import type { Metadata } from "next";
import { AdministratorsOnly } from "@/app/(console)/_components/administrators-only";
import { requireVisitor } from "@/lib/accounts/visitor";
import { callerOf } from "@/lib/action";
import { listAuditActors } from "@/lib/audit/actors";
import { listAudit } from "@/lib/audit/list";
import { getInstance } from "@/lib/instance";
import { audit as t } from "@/texts/audit";
import { AuditPage } from "./_components/audit-page";
import { filterOf, readView } from "./list-view";

export const metadata: Metadata = { title: t.title };

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function Audit({ searchParams }: Props) {
  const visitor = await requireVisitor();
  if (visitor.role !== "administrator") return <AdministratorsOnly title={t.title} />;

  const caller = callerOf(await getInstance(), visitor);
  const view = readView(await searchParams);
  const [{ entries, next }, actors] = await Promise.all([
    listAudit(caller, filterOf(view)),
    listAuditActors(caller),
  ]);
  return <AuditPage entries={entries} next={next} actors={actors} view={view} />;
}
