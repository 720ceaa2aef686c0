"use client";

import { Stack } from "@mantine/core";
import { TRAILS } from "@/app/(console)/rooms";
import { PageHeader } from "@/components/ui/page-header";
import type { InboxPage as FirstPage } from "@/lib/inbox/queries";
import type { InboxAddress } from "@/lib/inbox/schema";
import { AddressActions } from "./address-actions";
import { AddressFacts } from "./address-facts";
import { RequestDrawer } from "./request-drawer";
import { RequestList } from "./request-list";

interface Props {
  address: InboxAddress;
  first: FirstPage;
  administrator: boolean;
}

export function InboxPage({ address, first, administrator }: Props) {
  const { token, name } = address;
  return (
    <Stack gap="lg">
      <PageHeader
        trail={[...TRAILS.inbox, { label: name }]}
        title={name}
        aside={administrator && <AddressActions address={address} />}
      />
      <AddressFacts address={address} administrator={administrator} />
      <RequestList token={token} first={first} />
      <RequestDrawer token={token} />
    </Stack>
  );
}
