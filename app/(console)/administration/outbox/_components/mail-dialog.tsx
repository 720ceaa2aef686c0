"use client";

import { Alert, Button, Group, Modal, Stack, Text } from "@mantine/core";
import { IconLock } from "@tabler/icons-react";
import { CodeText } from "@/components/ui/code-text";
import { CopyButton } from "@/components/ui/copy-button";
import { RelativeTime } from "@/components/ui/relative-time";
import { useSticky } from "@/components/ui/use-sticky";
import type { MailView } from "@/lib/notifications/schema";
import { outbox as t } from "@/texts/outbox";
import { MailState } from "./mail-state";
import { MailText } from "./mail-text";

interface Props {
  mail: MailView | undefined;
  origin: string;
  hasMailServer: boolean;
  onClose(): void;
}

export function MailDialog({ mail, origin, hasMailServer, onClose }: Props) {
  const shown = useSticky(mail);
  return (
    <Modal opened={mail !== undefined} onClose={onClose} title={shown?.subject} size="lg">
      {shown && (
        <Stack>
          <Group justify="space-between" align="flex-start" gap="sm">
            <Text size="sm" style={{ overflowWrap: "anywhere" }}>
              {t.kinds[shown.kind]} · {shown.recipient} · <RelativeTime iso={shown.createdAt} />
            </Text>
            <MailState mail={shown} hasMailServer={hasMailServer} />
          </Group>
          {shown.text === null ? <Withheld mail={shown} /> : <MailText text={shown.text} origin={origin} />}
          <Group justify="flex-end" mt="xs">
            <Button onClick={onClose}>{t.close}</Button>
          </Group>
        </Stack>
      )}
    </Modal>
  );
}

function Withheld({ mail: { withheld, recipient } }: { mail: MailView }) {
  if (withheld === null) return null;
  const command = t.resetCommand(recipient);
  return (
    <Alert color="gray" variant="light" title={t.withheldTitle} icon={<IconLock aria-hidden />}>
      <Stack gap="xs">
        <Text size="sm">{t.withheld[withheld]}</Text>
        {withheld === "other_account" && (
          <>
            <CodeText label={t.command}>{command}</CodeText>
            <Group>
              <CopyButton label={`${t.command}`} value={command} />
            </Group>
          </>
        )}
      </Stack>
    </Alert>
  );
}
