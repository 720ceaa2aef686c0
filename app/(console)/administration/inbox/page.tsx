import type { Metadata } from "next";
import { requireVisitor } from "@/lib/accounts/visitor";
import { callerOf } from "@/lib/action";
import { listInboxAddresses } from "@/lib/inbox/list-addresses";
import { getInstance } from "@/lib/instance";
import { inbox } from "@/texts/inbox";
import { AddressesPage } from "./_components/addresses-page";

export const metadata: Metadata = { title: inbox.title };

export default async function InboxesPage() {
  const visitor = await requireVisitor();
  const addresses = await listInboxAddresses(callerOf(await getInstance(), visitor));
  return <AddressesPage addresses={addresses} administrator={visitor.role === "administrator"} />;
}
