"use client";

import { Paper, Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { Brand } from "@/components/ui/brand";
import type { FoundInvitation } from "@/lib/users/find-invitation";
import { invitationPage as t } from "@/texts/invitation-page";

interface Props {
  invitation: Pick<FoundInvitation, "accountName" | "invitedBy" | "role">;
  children: ReactNode;
}

export function InvitationCard({ invitation: { accountName, invitedBy, role }, children }: Props) {
  return (
    <Stack gap="lg">
      <Brand />
      <Paper withBorder p="xl" radius="lg">
        <Stack>
          <Title order={1} style={{ overflowWrap: "anywhere" }}>
            {t.heading(accountName)}
          </Title>
          <Stack gap={4}>
            <Text size="sm">{t.invitedBy(invitedBy, accountName)}</Text>
            <Text size="sm" c="dimmed">
              {t.role(role)}
            </Text>
          </Stack>
          {children}
        </Stack>
      </Paper>
    </Stack>
  );
}
