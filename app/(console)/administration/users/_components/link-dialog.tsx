"use client";

import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { CodeText } from "@/components/ui/code-text";
import { CopyButton } from "@/components/ui/copy-button";
import { TextLink } from "@/components/ui/text-link";
import { useSticky } from "@/components/ui/use-sticky";
import { paths } from "@/lib/paths";
import type { SentInvitation } from "@/lib/users/schema";
import { usersPage as t } from "@/texts/users-page";

interface Props {
  sent: SentInvitation | undefined;
  onClose(): void;
}

/** Where no mail server carries the link, a person does. */
export function LinkDialog({ sent, onClose }: Props) {
  const shown = useSticky(sent);
  const email = shown?.invitation.email ?? "";
  const link = shown?.link ?? "";
  return (
    <Modal opened={sent !== undefined} onClose={onClose} title={t.linkTitle(email)} size="lg">
      <Stack>
        <Text size="sm">{t.linkText(email)}</Text>
        <CodeText label={t.linkTitle(email)}>{link}</CodeText>
        <Text size="sm" c="dimmed">
          {t.linkWhere} <TextLink href={paths.outbox({ q: email })}>{t.openOutbox}</TextLink>
        </Text>
        <Group justify="flex-end" mt="xs">
          <CopyButton label={t.copyLink} value={link} />
          <Button size="xs" onClick={onClose} data-autofocus>
            {t.close}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
