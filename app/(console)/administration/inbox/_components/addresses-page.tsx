"use client";

import { Stack, Text, ThemeIcon } from "@mantine/core";
import { IconInbox } from "@tabler/icons-react";
import { TRAILS } from "@/app/(console)/rooms";
import { DataTable } from "@/components/data-table/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import type { InboxAddress } from "@/lib/inbox/schema";
import { common } from "@/texts/common";
import { inbox as t } from "@/texts/inbox";
import { ADDRESS_COLUMNS } from "./address-columns";
import { NewAddress } from "./new-address";

interface Props {
  addresses: InboxAddress[];
  administrator: boolean;
}

export function AddressesPage({ addresses, administrator }: Props) {
  const used = addresses.length;
  return (
    <Stack gap="lg">
      <PageHeader
        trail={TRAILS.inbox}
        title={t.title}
        // The empty page shows the button in its middle, once.
        aside={administrator && used > 0 && <NewAddress used={used} />}
      />
      {used > 0 ? (
        <>
          <Text size="sm" c="dimmed" maw={760}>
            {t.intro} {t.limits}
          </Text>
          <DataTable
            label={t.title}
            columns={ADDRESS_COLUMNS}
            rows={addresses}
            rowKey={({ token }) => token}
          />
          <Text size="sm" c="dimmed" ta="right">
            {common.allTimesUtc}
          </Text>
        </>
      ) : (
        <EmptyState
          picture={
            <ThemeIcon size={56} radius="xl" variant="light">
              <IconInbox size={28} aria-hidden />
            </ThemeIcon>
          }
          title={t.emptyTitle}
          action={
            administrator ? (
              <NewAddress />
            ) : (
              <Text size="sm" c="dimmed">
                {t.emptyForMember}
              </Text>
            )
          }
        >
          {t.emptyText}
        </EmptyState>
      )}
    </Stack>
  );
}
