import { Title } from "@mantine/core";
import type { Metadata } from "next";
import { requireVisitor } from "@/lib/accounts/visitor";
import { callerOf } from "@/lib/action";
import { readAttention } from "@/lib/dashboard/attention";
import { readToday } from "@/lib/dashboard/today";
import { getInstance } from "@/lib/instance";
import { dashboard as t } from "@/texts/dashboard";
import { Dashboard } from "./_dashboard/dashboard";

export const metadata: Metadata = { title: t.title };

/** The start page (S4.8): what needs attention today, with one button each. */
export default async function DashboardPage() {
  const visitor = await requireVisitor();
  const caller = callerOf(await getInstance(), visitor);
  const [attention, today] = await Promise.all([
    readAttention(caller, { administrator: visitor.role === "administrator" }),
    readToday(caller),
  ]);
  return (
    <>
      <Title order={1}>{t.title}</Title>
      <Dashboard role={visitor.role} plan={visitor.account.plan} attention={attention} today={today} />
    </>
  );
}
