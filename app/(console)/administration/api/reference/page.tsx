import type { Metadata } from "next";
import { TRAILS } from "@/app/(console)/rooms";
import { PageHeader } from "@/components/ui/page-header";
import { requireVisitor } from "@/lib/accounts/visitor";
import { apiReference as t } from "@/texts/api-reference";
import { ApiReference } from "./_components/api-reference";
import { BeforeYouCall } from "./_components/before-you-call";

export const metadata: Metadata = { title: t.title };

/** S2.4. Members read it too; what they may not call is answered with 403, as to every other caller. */
export default async function ApiReferencePage() {
  const { account, role } = await requireVisitor();
  return (
    <>
      <PageHeader trail={[...TRAILS.restApi, { label: t.title }]} title={t.title} />
      <BeforeYouCall account={account} member={role === "member"} />
      <ApiReference clientId={account.id} />
    </>
  );
}
