import { Badge, Group, Text } from "@mantine/core";
import { IconShieldCheck, IconShieldOff } from "@tabler/icons-react";
import type { Column } from "@/components/data-table/data-table";
import { RelativeTime } from "@/components/ui/relative-time";
import type { UserView } from "@/lib/users/schema";
import { common } from "@/texts/common";
import { ROLE_LABELS } from "@/texts/roles";
import { usersPage as t } from "@/texts/users-page";
import type { UsersView } from "../list-view";
import { UserMenu } from "./user-menu";

export function userColumns(ownId: string, ask: (changes: Partial<UsersView>) => void): Column<UserView>[] {
  return [
    {
      title: t.columns.name,
      cell: ({ id, name }) => (
        <Group gap={6} wrap="nowrap">
          <Text size="sm" fw={500} style={{ overflowWrap: "anywhere" }}>
            {name}
          </Text>
          {id === ownId && (
            <Badge variant="default" size="sm" tt="none" flex="none">
              {t.you}
            </Badge>
          )}
        </Group>
      ),
    },
    { title: t.columns.email, cell: ({ email }) => <Anywhere>{email}</Anywhere> },
    { title: t.columns.role, cell: ({ role }) => ROLE_LABELS[role] },
    { title: t.columns.twoFactor, width: 124, cell: ({ twoFactor }) => <TwoFactor on={twoFactor} /> },
    {
      title: t.columns.lastSignIn,
      width: 112,
      cell: ({ lastSignInAt }) => (lastSignInAt ? <RelativeTime iso={lastSignInAt} /> : common.never),
    },
    { title: common.actions, numeric: true, cell: (user) => <UserMenu user={user} ask={ask} /> },
  ];
}

const Anywhere = ({ children }: { children: string }) => (
  <Text size="sm" style={{ overflowWrap: "anywhere" }}>
    {children}
  </Text>
);

/** Icon and word together; the colour only repeats them. */
function TwoFactor({ on }: { on: boolean }) {
  return (
    <Group gap={4} wrap="nowrap">
      {on ? (
        <IconShieldCheck
          size={16}
          color="light-dark(var(--mantine-color-teal-8), var(--mantine-color-teal-4))"
          aria-hidden
        />
      ) : (
        <IconShieldOff size={16} color="var(--mantine-color-dimmed)" aria-hidden />
      )}
      <Text size="sm">{on ? t.twoFactor.on : t.twoFactor.off}</Text>
    </Group>
  );
}
