import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { requireVisitor } from "@/lib/accounts/visitor";
import { callerOf } from "@/lib/action";
import { isProblem } from "@/lib/errors";
import { findInboxAddress } from "@/lib/inbox/find-address";
import { listInboxRequests } from "@/lib/inbox/list-requests";
import { getInstance } from "@/lib/instance";
import { InboxPage } from "./_components/inbox-page";

interface Props {
  params: Promise<{ token: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await read((await params).token)).address.name };
}

export default async function InboxAddressPage({ params }: Props) {
  const visitor = await requireVisitor();
  const { address, first } = await read((await params).token);
  return (
    <InboxPage
      key={address.token}
      address={address}
      first={first}
      administrator={visitor.role === "administrator"}
    />
  );
}

/** Read once for title and page. An address of another account is answered like one that does not exist. */
const read = cache(async (token: string) => {
  const caller = callerOf(await getInstance(), await requireVisitor());
  try {
    const [address, first] = await Promise.all([
      findInboxAddress(caller, token),
      listInboxRequests(caller, token),
    ]);
    return { address, first };
  } catch (error) {
    if (isProblem(error) && error.status === 404) notFound();
    throw error;
  }
});
