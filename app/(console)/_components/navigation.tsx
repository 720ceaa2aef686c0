"use client";

import { NavLink, Stack, Text } from "@mantine/core";
import { IconWebhook } from "@tabler/icons-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { paths } from "@/lib/paths";

/** What exists, and nothing that does not exist yet. */
const SECTIONS = [
  {
    title: "Administration",
    groups: [
      {
        title: "Access & security",
        links: [{ label: "Webhooks", href: paths.webhooks(), icon: IconWebhook }],
      },
    ],
  },
];

export function Navigation({ onNavigate }: { onNavigate: () => void }) {
  const pathname = usePathname();
  return SECTIONS.map((section) => (
    <Stack key={section.title} gap={4}>
      <Text size="sm" fw={600} px="sm" pt="xs">
        {section.title}
      </Text>
      {section.groups.map((group) => (
        <Stack key={group.title} gap={2}>
          <Text size="xs" c="dimmed" px="sm" pb={2}>
            {group.title}
          </Text>
          {group.links.map(({ label, href, icon: Icon }) => (
            <NavLink
              key={href}
              component={Link}
              href={href}
              label={label}
              leftSection={<Icon size={18} aria-hidden />}
              active={pathname.startsWith(href)}
              aria-current={pathname === href ? "page" : undefined}
              onClick={onNavigate}
              style={{ borderRadius: "var(--mantine-radius-md)" }}
            />
          ))}
        </Stack>
      ))}
    </Stack>
  ));
}
