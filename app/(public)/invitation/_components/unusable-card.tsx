"use client";

import { Button, Paper, Stack, Text, Title } from "@mantine/core";
import Link from "next/link";
import { Brand } from "@/components/ui/brand";
import { paths } from "@/lib/paths";
import type { InvitationState } from "@/lib/users/find-invitation";
import { invitationPage as t } from "@/texts/invitation-page";

interface Props {
  state: Exclude<InvitationState, "open">;
  signedIn: boolean;
}

/** Why the link does nothing, and what to do about it. */
export function UnusableCard({ state, signedIn }: Props) {
  const { title, text } = t.unusable[state];
  return (
    <Stack gap="lg">
      <Brand />
      <Paper withBorder p="xl" radius="lg">
        <Stack>
          <Title order={1}>{title}</Title>
          <Text size="sm">{text}</Text>
          <Button
            component={Link}
            prefetch={false}
            href={signedIn ? paths.home() : paths.signIn()}
            variant="default"
          >
            {signedIn ? t.toConsole : t.toSignIn}
          </Button>
        </Stack>
      </Paper>
    </Stack>
  );
}
