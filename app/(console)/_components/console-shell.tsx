"use client";

import { AppShell, Box, Burger, Divider, Group, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import type { ReactNode } from "react";
import { Brand } from "@/components/ui/brand";
import { consoleShell as t } from "@/texts/console-shell";
import { navigation } from "@/texts/navigation";
import { ColorSchemeSwitch } from "./color-scheme-switch";
import { CommandPalette } from "./command-palette";
import { Navigation } from "./navigation";
import { type Person, PersonMenu, type PersonsAccount } from "./person-menu";
import { useAccountOfSession } from "./use-account-of-session";

interface Props {
  person: Person;
  /** The one that is shown, and all that the person belongs to. */
  account: { id: number; name: string };
  accounts: PersonsAccount[];
  children: ReactNode;
}

export function ConsoleShell({ person, account, accounts, children }: Props) {
  useAccountOfSession(account.id);
  const [opened, { toggle, close }] = useDisclosure();
  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 232, breakpoint: "md", collapsed: { mobile: !opened } }}
      padding={{ base: "md", md: "xl" }}
    >
      <a href="#content" className="skip-link">
        {t.skipToContent}
      </a>
      <AppShell.Header px="md">
        <Group h="100%" justify="space-between" wrap="nowrap" gap="sm">
          <Group gap="sm" wrap="nowrap" miw={0}>
            <Burger
              opened={opened}
              onClick={toggle}
              hiddenFrom="md"
              size="sm"
              aria-label={opened ? t.closeNavigation : t.openNavigation}
              aria-expanded={opened}
            />
            <Brand />
            <Divider orientation="vertical" my={16} visibleFrom="xs" />
            <Text size="sm" c="dimmed" truncate visibleFrom="xs" title={account.name}>
              {account.name}
            </Text>
          </Group>
          <Group gap="xs" wrap="nowrap" flex="none">
            <CommandPalette role={person.role} />
            <Box visibleFrom="xs" lh={0}>
              <ColorSchemeSwitch />
            </Box>
            <PersonMenu person={person} account={account} accounts={accounts} />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="sm" aria-label={navigation.main}>
        <Navigation role={person.role} onNavigate={close} />
      </AppShell.Navbar>
      <AppShell.Main id="content" tabIndex={-1} style={{ outline: "none" }}>
        {children}
      </AppShell.Main>
    </AppShell>
  );
}
