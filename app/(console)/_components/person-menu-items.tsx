"use client";

import { Menu, Text, useMantineColorScheme } from "@mantine/core";
import { IconLogout, IconSunMoon, IconUserCog } from "@tabler/icons-react";
import Link from "next/link";
import { MenuAt, type MenuPlace } from "@/components/ui/menu-at";
import { paths } from "@/lib/paths";
import { consoleShell } from "@/texts/console-shell";
import { personMenu as t } from "@/texts/person-menu";
import { signOutOfConsole } from "../actions";
import { AccountItems } from "./account-items";
import type { PersonMenuProps } from "./person-menu";

export function PersonMenuItems({ person, account, accounts, ...place }: PersonMenuProps & MenuPlace) {
  const { toggleColorScheme } = useMantineColorScheme();
  const signOut = async () => {
    await signOutOfConsole();
    window.location.assign(paths.signIn());
  };
  return (
    <MenuAt {...place} width={260}>
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
    </MenuAt>
  );
}
