"use client";

import { Box, Button, Text } from "@mantine/core";
import { IconChevronDown, IconUserCircle } from "@tabler/icons-react";
import dynamic from "next/dynamic";
import { LazyMenu } from "@/components/ui/lazy-menu";
import type { Role } from "@/lib/vocabulary";
import { personMenu as t } from "@/texts/person-menu";

const load = () => import("./person-menu-items").then(({ PersonMenuItems }) => PersonMenuItems);
const PersonMenuItems = dynamic(load, { ssr: false });

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

export interface PersonMenuProps {
  person: Person;
  account: { id: number; name: string };
  accounts: PersonsAccount[];
}

export function PersonMenu(props: PersonMenuProps) {
  const { name, email, role } = props.person;
  return (
    <LazyMenu
      load={load}
      button={(properties) => (
        <Button
          {...properties}
          variant="subtle"
          color="gray"
          px="xs"
          leftSection={<IconUserCircle size={24} stroke={1.5} aria-hidden />}
          rightSection={
            <Box component="span" lh={0} visibleFrom="sm">
              <IconChevronDown size={14} aria-hidden />
            </Box>
          }
          aria-label={t.label(name || email, role)}
        >
          <Text span size="sm" visibleFrom="sm" c="var(--mantine-color-text)">
            {name || email}
          </Text>
        </Button>
      )}
      menu={(place) => <PersonMenuItems {...props} {...place} />}
    />
  );
}
