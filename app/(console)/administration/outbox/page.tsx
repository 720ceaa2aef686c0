import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { AdministratorsOnly } from "@/app/(console)/_components/administrators-only";
import type { Caller } from "@/lib/accounts/caller";
import { requireVisitor } from "@/lib/accounts/visitor";
import { callerOf } from "@/lib/action";
import { isProblem } from "@/lib/errors";
import { getInstance } from "@/lib/instance";
import { findMail } from "@/lib/notifications/find";
import { listMails } from "@/lib/notifications/list";
import { outbox as t } from "@/texts/outbox";
import { OutboxPage } from "./_components/outbox-page";
import { readView } from "./list-view";

export const metadata: Metadata = { title: t.title };

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function Outbox({ searchParams }: Props) {
  const visitor = await requireVisitor();
  if (visitor.role !== "administrator") return <AdministratorsOnly title={t.title} />;

  const tidings = await getInstance();
  const caller = callerOf(tidings, visitor);
  const view = readView(await searchParams);
  const [{ mails, next }, open] = await Promise.all([
    listMails(caller, view),
    view.mail ? findOrNotFound(caller, view.mail) : undefined,
  ]);
  const { PUBLIC_URL, SMTP_URL } = tidings.env;
  return (
    <OutboxPage
      mails={mails}
      next={next}
      open={open}
      view={view}
      origin={new URL(PUBLIC_URL).origin}
      hasMailServer={SMTP_URL !== undefined}
    />
  );
}

async function findOrNotFound(caller: Caller, id: string) {
  return findMail(caller, id).catch((error) => {
    if (isProblem(error) && error.problem === "not_found") notFound();
    throw error;
  });
}
