"use client";

import { Button, Center, Stack, Text, Title } from "@mantine/core";
import Link from "next/link";
import type { ReactNode } from "react";
import { Brand } from "./brand";

interface Props {
  title: string;
  children: ReactNode;
  action: { label: string; href: string };
  /** Inside the console, whose shell is the page's main part already. */
  inShell?: boolean;
}

export function FullPageMessage({ title, children, action, inShell }: Props) {
  return (
    <Center mih={inShell ? "50dvh" : "80dvh"} p="md" component={inShell ? "div" : "main"}>
      <Stack maw={440} align="flex-start">
        {!inShell && <Brand />}
        <Title order={1}>{title}</Title>
        <Text c="dimmed">{children}</Text>
        <Button component={Link} prefetch={false} href={action.href}>
          {action.label}
        </Button>
      </Stack>
    </Center>
  );
}
