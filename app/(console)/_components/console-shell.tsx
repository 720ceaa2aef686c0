"use client";

import { AppShell, Burger, Divider, Group, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import type { ReactNode } from "react";
import { Brand } from "@/components/ui/brand";
import { navigation } from "@/texts/navigation";
import { ColorSchemeSwitch } from "./color-scheme-switch";
import { Navigation } from "./navigation";
import { type Person, PersonMenu } from "./person-menu";

interface Props {
  person: Person;
  accountName: string;
  children: ReactNode;
}

export function ConsoleShell({ person, accountName, children }: Props) {
  const [opened, { toggle, close }] = useDisclosure();
  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 232, breakpoint: "md", collapsed: { mobile: !opened } }}
      padding={{ base: "md", md: "xl" }}
    >
      <a href="#content" className="skip-link">
        Skip to content
      </a>
      <AppShell.Header px="md">
        <Group h="100%" justify="space-between" wrap="nowrap" gap="sm">
          <Group gap="sm" wrap="nowrap" miw={0}>
            <Burger
              opened={opened}
              onClick={toggle}
              hiddenFrom="md"
              size="sm"
              aria-label={opened ? "Close navigation" : "Open navigation"}
              aria-expanded={opened}
            />
            <Brand />
            <Divider orientation="vertical" my={16} visibleFrom="xs" />
            <Text size="sm" c="dimmed" truncate visibleFrom="xs" title={accountName}>
              {accountName}
            </Text>
          </Group>
          <Group gap="xs" wrap="nowrap">
            <ColorSchemeSwitch />
            <PersonMenu person={person} accountName={accountName} />
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
