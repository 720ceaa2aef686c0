import { Box, Container, Group } from "@mantine/core";
import type { ReactNode } from "react";
import { Brand } from "@/components/ui/brand";
import { TextLink } from "@/components/ui/text-link";
import { paths } from "@/lib/paths";
import { problemPages as t } from "@/texts/problem-pages";

/** For whoever has the address, signed in or not: nothing here is about an account. */
export default function ProblemsLayout({ children }: { children: ReactNode }) {
  return (
    <Container size="md" py="lg">
      <Group component="header" justify="space-between" mb="xl">
        <Brand />
        <TextLink href={paths.home()}>{t.toConsole}</TextLink>
      </Group>
      <Box component="main">{children}</Box>
    </Container>
  );
}
