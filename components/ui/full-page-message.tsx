"use client";

import { Button, Center, Stack, Text, Title } from "@mantine/core";
import Link from "next/link";
import type { ReactNode } from "react";
import { Brand } from "./brand";

interface Props {
  title: string;
  children: ReactNode;
  action: { label: string; href: string };
}

export function FullPageMessage({ title, children, action }: Props) {
  return (
    <Center mih="80dvh" p="md" component="main">
      <Stack maw={440} align="flex-start">
        <Brand />
        <Title order={1}>{title}</Title>
        <Text c="dimmed">{children}</Text>
        <Button component={Link} href={action.href}>
          {action.label}
        </Button>
      </Stack>
    </Center>
  );
}
