import type { Metadata } from "next";
import { AdministratorsOnly } from "@/app/(console)/_components/administrators-only";
import { requireVisitor } from "@/lib/accounts/visitor";
import { callerOf } from "@/lib/action";
import { getInstance } from "@/lib/instance";
import { listUsers } from "@/lib/users/list";
import { listInvitations } from "@/lib/users/list-invitations";
import { usersPage as t } from "@/texts/users-page";
import { UsersPage } from "./_components/users-page";
import { filterOf, readView } from "./list-view";

export const metadata: Metadata = { title: t.title };

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function Users({ searchParams }: Props) {
  const visitor = await requireVisitor();
  if (visitor.role !== "administrator") return <AdministratorsOnly title={t.title} />;

  const tidings = await getInstance();
  const caller = callerOf(tidings, visitor);
  const view = readView(await searchParams);
  const [{ users, total }, invitations] = await Promise.all([
    listUsers(caller, filterOf(view)),
    listInvitations(caller),
  ]);
  return (
    <UsersPage
      users={users}
      total={total}
      invitations={invitations}
      view={view}
      ownId={visitor.user.id}
      hasMailServer={tidings.env.SMTP_URL !== undefined}
    />
  );
}
