"use client";

import { Box, Button, Menu, Text, useMantineColorScheme } from "@mantine/core";
import { IconChevronDown, IconLogout, IconSunMoon, IconUserCircle, IconUserCog } from "@tabler/icons-react";
import Link from "next/link";
import { paths } from "@/lib/paths";
import type { Role } from "@/lib/vocabulary";
import { consoleShell } from "@/texts/console-shell";
import { personMenu as t } from "@/texts/person-menu";
import { signOutOfConsole } from "../actions";
import { AccountItems } from "./account-items";

export interface Person {
  name: string;
  email: string;
  role: Role;
}

export interface PersonsAccount {
  id: number;
  name: string;
  role: Role;
}

interface Props {
  person: Person;
  account: { id: number; name: string };
  accounts: PersonsAccount[];
}

export function PersonMenu({ person, account, accounts }: Props) {
  const { toggleColorScheme } = useMantineColorScheme();
  const signOut = async () => {
    await signOutOfConsole();
    window.location.assign(paths.signIn());
  };
  return (
    <Menu position="bottom-end" width={260} returnFocus>
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          px="xs"
          leftSection={<IconUserCircle size={24} stroke={1.5} aria-hidden />}
          rightSection={
            <Box component="span" lh={0} visibleFrom="sm">
              <IconChevronDown size={14} aria-hidden />
            </Box>
          }
          aria-label={t.label(person.name || person.email, person.role)}
        >
          <Text span size="sm" visibleFrom="sm" c="var(--mantine-color-text)">
            {person.name || person.email}
          </Text>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label style={{ overflowWrap: "anywhere" }}>
          <Text size="sm" c="var(--mantine-color-text)" fw={500}>
            {person.name}
          </Text>
          <Text size="xs">{person.email}</Text>
          <Text size="xs">{t.roleIn(person.role, account.name)}</Text>
        </Menu.Label>
        <Menu.Divider />
        {accounts.length > 1 && <AccountItems accounts={accounts} presentId={account.id} />}
        <Menu.Item
          component={Link}
          href={paths.profile()}
          prefetch={false}
          leftSection={<IconUserCog size={16} aria-hidden />}
        >
          {t.profile}
        </Menu.Item>
        <Menu.Item
          hiddenFrom="xs"
          leftSection={<IconSunMoon size={16} aria-hidden />}
          onClick={toggleColorScheme}
        >
          {consoleShell.colorScheme}
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={signOut}>
          {t.signOut}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
