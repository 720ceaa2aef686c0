"use client";

import { NavLink, Stack, Text } from "@mantine/core";
import Link from "next/link";
import { usePathname } from "next/navigation";
import type { Role } from "@/lib/vocabulary";
import { roomAt, roomsFor, SECTIONS } from "../rooms";

export function Navigation({ role, onNavigate }: { role: Role; onNavigate: () => void }) {
  const pathname = usePathname();
  const rooms = roomsFor(role);
  const here = roomAt(pathname, rooms);
  return SECTIONS.map((section) => (
    <Stack key={section.title ?? ""} gap={2} pb="xs">
      {section.title && (
        <Text size="xs" c="dimmed" px="sm" pb={2} pt="xs">
          {section.title}
        </Text>
      )}
      {rooms
        .filter((room) => room.section === section.name)
        .map(({ label, href, icon: Icon }) => (
          <NavLink
            key={href}
            component={Link}
            href={href}
            // Every room is made for who asks at that moment: nothing is made ahead for rooms nobody enters.
            prefetch={false}
            label={label}
            leftSection={<Icon size={18} aria-hidden />}
            active={href === here?.href}
            aria-current={pathname === href ? "page" : undefined}
            onClick={onNavigate}
            style={{ borderRadius: "var(--mantine-radius-md)" }}
          />
        ))}
    </Stack>
  ));
}
