"use client";

import { Badge, Button, Group, Stack, Text, Title } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconClock, IconClockX } from "@tabler/icons-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { type Column, DataTable } from "@/components/data-table/data-table";
import { RelativeTime } from "@/components/ui/relative-time";
import { showProblem, useAction } from "@/components/ui/use-action";
import type { InvitationView, SentInvitation } from "@/lib/users/schema";
import { common } from "@/texts/common";
import { ROLE_LABELS } from "@/texts/roles";
import { usersPage as t } from "@/texts/users-page";
import { sendAgain } from "../actions";

interface Props {
  invitations: InvitationView[];
  hasMailServer: boolean;
  askToRevoke(id: string): void;
  onSent(sent: SentInvitation): void;
}

/** Those nobody has accepted yet; without any there is nothing to see. */
export function InvitationsTable({ invitations, hasMailServer, askToRevoke, onSent }: Props) {
  const { run } = useAction();
  const router = useRouter();
  const [sending, setSending] = useState<string>();

  const send = async ({ id, email }: InvitationView) => {
    setSending(id);
    const result = await run(() => sendAgain(id));
    setSending(undefined);
    router.refresh();
    if (!result.ok) return showProblem(result.problem);
    if (result.value.link) onSent(result.value);
    else notifications.show({ message: t.invited(email), role: "status" });
  };

  if (invitations.length === 0) return null;
  const columns: Column<InvitationView>[] = [
    {
      title: t.columns.email,
      cell: ({ email }) => (
        <Text size="sm" fw={500} style={{ overflowWrap: "anywhere" }}>
          {email}
        </Text>
      ),
    },
    { title: t.columns.role, cell: ({ role }) => ROLE_LABELS[role] },
    {
      title: t.columns.invited,
      cell: ({ createdAt, invitedBy }) => (
        <Stack gap={0}>
          <RelativeTime iso={createdAt} />
          <Text size="xs" c="dimmed" style={{ overflowWrap: "anywhere" }}>
            {t.by(invitedBy)}
          </Text>
        </Stack>
      ),
    },
    { title: t.columns.state, cell: (invitation) => <State invitation={invitation} /> },
    {
      title: common.actions,
      numeric: true,
      cell: (invitation) => (
        <Group gap="xs" justify="flex-end">
          <Button
            size="compact-sm"
            variant="default"
            loading={sending === invitation.id}
            aria-label={`${t.again(hasMailServer)}: ${invitation.email}`}
            onClick={() => send(invitation)}
          >
            {t.again(hasMailServer)}
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            aria-label={`${t.revoke}: ${invitation.email}`}
            onClick={() => askToRevoke(invitation.id)}
          >
            {t.revoke}
          </Button>
        </Group>
      ),
    },
  ];
  return (
    <Stack gap="sm" mt="lg" component="section" aria-label={t.invitations}>
      <Title order={2}>{t.invitations}</Title>
      <DataTable label={t.invitations} columns={columns} rows={invitations} rowKey={({ id }) => id} />
    </Stack>
  );
}

/** Icon and word together; the colour only repeats them. */
function State({ invitation: { expired, expiresAt } }: { invitation: InvitationView }) {
  const Icon = expired ? IconClockX : IconClock;
  return (
    <Stack gap={2} align="flex-start">
      <Badge
        variant="default"
        tt="none"
        fw={500}
        miw="max-content"
        leftSection={
          <Icon size={14} color={`var(--mantine-color-${expired ? "error" : "dimmed"})`} aria-hidden />
        }
      >
        {expired ? t.expired : t.pending}
      </Badge>
      <Text size="xs" c="dimmed">
        {expired ? t.since(expiresAt) : t.until(expiresAt)}
      </Text>
    </Stack>
  );
}
