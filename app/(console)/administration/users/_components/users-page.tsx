"use client";

import { Button, Pagination, Stack, Text } from "@mantine/core";
import { IconUserPlus } from "@tabler/icons-react";
import { useState } from "react";
import { TRAILS } from "@/app/(console)/rooms";
import { DataTable } from "@/components/data-table/data-table";
import { ListFooter } from "@/components/data-table/list-footer";
import { EmptyResult } from "@/components/ui/empty-result";
import { FilterBar } from "@/components/ui/filter-bar";
import { FilterSelect } from "@/components/ui/filter-select";
import { PageHeader } from "@/components/ui/page-header";
import { SearchField } from "@/components/ui/search-field";
import { useListView } from "@/components/ui/use-list-view";
import { paths } from "@/lib/paths";
import { type InvitationView, PAGE_SIZE, type SentInvitation, type UserView } from "@/lib/users/schema";
import type { Role } from "@/lib/vocabulary";
import { common } from "@/texts/common";
import { ROLE_OPTIONS } from "@/texts/roles";
import { usersPage as t } from "@/texts/users-page";
import { isFiltered, type UsersView } from "../list-view";
import { InvitationsTable } from "./invitations-table";
import { InviteDialog } from "./invite-dialog";
import { LinkDialog } from "./link-dialog";
import { UserDialogs } from "./user-dialogs";
import { userColumns } from "./users-columns";

interface Props {
  users: UserView[];
  total: number;
  invitations: InvitationView[];
  view: UsersView;
  /** The person who looks at it. */
  ownId: string;
  hasMailServer: boolean;
}

export function UsersPage({ users, total, invitations, view, ownId, hasMailServer }: Props) {
  const { go, pending } = useListView<UsersView>(paths.users, view);
  const [sent, setSent] = useState<SentInvitation>();
  // A dialog is gone at once, not only when the server has answered for the address without it.
  const [closing, setClosing] = useState(false);
  if (closing && !pending) setClosing(false);
  const dialogs = closing ? {} : view;
  /** Behind an open dialog the same page of the list stays. */
  const ask = (changes: Partial<UsersView>) => go({ page: view.page, ...changes });
  const close = (key: keyof UsersView) => {
    setClosing(true);
    go({ page: view.page, [key]: undefined }, { replace: true });
  };
  const pages = Math.ceil(total / PAGE_SIZE);
  const page = Math.min(Number(view.page ?? 1), Math.max(pages, 1));

  return (
    <>
      <PageHeader
        trail={TRAILS.users}
        title={t.title}
        aside={
          <Button leftSection={<IconUserPlus size={18} aria-hidden />} onClick={() => ask({ invite: "1" })}>
            {t.invite}
          </Button>
        }
      />
      <Text c="dimmed" size="sm" maw={720} mt="xs">
        {t.intro}
      </Text>
      <Stack mt="lg" gap="md">
        <FilterBar>
          <SearchField
            value={view.q ?? ""}
            placeholder={t.searchPlaceholder}
            onSearch={(q) => go({ q: q || undefined }, { replace: true })}
          />
          <FilterSelect
            label={t.columns.role}
            data={ROLE_OPTIONS}
            value={view.role}
            onChange={(role) => go({ role: role as Role | undefined })}
          />
        </FilterBar>
        {users.length > 0 ? (
          <DataTable
            label={t.title}
            columns={userColumns(ownId, ask)}
            rows={users}
            rowKey={({ id }) => id}
            pending={pending}
          />
        ) : (
          <EmptyResult text={t.noMatch} onClear={() => go({ q: undefined, role: undefined })} />
        )}
        <ListFooter status={isFiltered(view) ? t.found(t.count(total)) : t.count(total)}>
          {pages > 1 && (
            <Pagination
              total={pages}
              value={page}
              onChange={(next) => go({ page: next > 1 ? String(next) : undefined })}
              getControlProps={(control) => ({ "aria-label": common.page(control) })}
              size="sm"
            />
          )}
        </ListFooter>
        <InvitationsTable
          invitations={invitations}
          hasMailServer={hasMailServer}
          askToRevoke={(revoke) => ask({ revoke })}
          onSent={setSent}
        />
      </Stack>
      <InviteDialog
        opened={dialogs.invite === "1"}
        hasMailServer={hasMailServer}
        onClose={() => close("invite")}
        onSent={setSent}
      />
      <UserDialogs users={users} invitations={invitations} view={dialogs} ownId={ownId} onClose={close} />
      <LinkDialog sent={sent} onClose={() => setSent(undefined)} />
    </>
  );
}
