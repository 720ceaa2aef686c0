"use client";

import { Button, Menu, Text } from "@mantine/core";
import { IconChevronDown, IconLogout, IconUserCircle } from "@tabler/icons-react";
import { paths } from "@/lib/paths";
import type { Role } from "@/lib/vocabulary";
import { signOutOfConsole } from "../actions";

export interface Person {
  name: string;
  email: string;
  role: Role;
}

const ROLE_LABELS: Record<Role, string> = { administrator: "Administrator", member: "Member" };

export function PersonMenu({ person, accountName }: { person: Person; accountName: string }) {
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
          rightSection={<IconChevronDown size={14} aria-hidden />}
          aria-label={`${person.name || person.email}, ${ROLE_LABELS[person.role]}`}
        >
          <Text span size="sm" visibleFrom="sm" c="var(--mantine-color-text)">
            {person.name || person.email}
          </Text>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <Text size="sm" c="var(--mantine-color-text)" fw={500}>
            {person.name}
          </Text>
          <Text size="xs">{person.email}</Text>
          <Text size="xs">
            {ROLE_LABELS[person.role]} of {accountName}
          </Text>
        </Menu.Label>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={signOut}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
