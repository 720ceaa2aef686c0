"use client";

import { Anchor, Breadcrumbs, Group, Stack, Text, Title } from "@mantine/core";
import Link from "next/link";
import type { ReactNode } from "react";
import { navigation } from "@/texts/navigation";

interface Props {
  /** From the outermost; without `href` it is a heading of the navigation, not a page. */
  trail: { label: string; href?: string }[];
  title: ReactNode;
  aside?: ReactNode;
}

export function PageHeader({ trail, title, aside }: Props) {
  return (
    <Stack gap="xs">
      <nav aria-label={navigation.breadcrumb}>
        <Breadcrumbs
          separator="»"
          separatorMargin={6}
          style={{ flexWrap: "wrap" }}
          styles={{ breadcrumb: { whiteSpace: "normal", overflowWrap: "anywhere" } }}
        >
          {trail.map(({ label, href }, index) => {
            const current = index === trail.length - 1;
            return href && !current ? (
              <Anchor key={label} component={Link} prefetch={false} href={href} size="sm">
                {label}
              </Anchor>
            ) : (
              <Text key={label} size="sm" c="dimmed" aria-current={current ? "page" : undefined}>
                {label}
              </Text>
            );
          })}
        </Breadcrumbs>
      </nav>
      <Group justify="space-between" align="flex-start" gap="md">
        <Title order={1}>{title}</Title>
        {aside}
      </Group>
    </Stack>
  );
}
