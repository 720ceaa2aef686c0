"use client";

import { Code, Group, Paper, Select, Stack, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import { TextLink } from "@/components/ui/text-link";
import { showProblem, useAction } from "@/components/ui/use-action";
import { WebhookLinks } from "@/components/webhook-links";
import type { InboxAddress } from "@/lib/inbox/schema";
import { paths } from "@/lib/paths";
import { inbox as t } from "@/texts/inbox";
import { answerWith } from "../../actions";

interface Props {
  address: InboxAddress;
  administrator: boolean;
}

/** Where to send, what is answered, who sends, and what is kept how long. */
export function AddressFacts({ address, administrator }: Props) {
  const { token, url, webhooks } = address;
  return (
    <Paper withBorder p="md">
      <Group gap="xl" justify="space-between" align="flex-start">
        <Stack gap="xs" style={{ flex: "1 1 320px", minWidth: 0 }}>
          <Text size="sm" fw={500}>
            {t.addressLabel}
          </Text>
          <Group gap="xs">
            <Code fz="sm" style={{ overflowWrap: "anywhere" }}>
              {url}
            </Code>
            <CopyButton label={t.copyAddress} value={url} />
          </Group>
          <Text size="sm" component="div">
            {t.sentBy}: <WebhookLinks webhooks={webhooks} none={t.unused} />
          </Text>
          {administrator && <TextLink href={paths.webhooks({ create: token })}>{t.newWebhook}</TextLink>}
          <Text size="sm" c="dimmed">
            {t.limits}
          </Text>
        </Stack>
        <Answer address={address} administrator={administrator} />
      </Group>
    </Paper>
  );
}

function Answer({ address: { token, answerStatus }, administrator }: Props) {
  const { run, pending } = useAction();
  const router = useRouter();
  const [shown, setShown] = useState(answerStatus);
  const label = (status: number) => t.answers[status] ?? String(status);
  // A program may have set one that is not offered here.
  const offered = [...new Set([...Object.keys(t.answers).map(Number), answerStatus])].sort((a, b) => a - b);

  const choose = async (status: number) => {
    setShown(status);
    const result = await run(() => answerWith(token, status));
    if (!result.ok) {
      setShown(answerStatus);
      return showProblem(result.problem);
    }
    notifications.show({ message: t.answerChanged(label(status)), role: "status" });
    router.refresh();
  };
  if (!administrator) {
    return (
      <Text size="sm">
        {t.answerWith}: <b>{label(answerStatus)}</b>
      </Text>
    );
  }
  return (
    <Select
      label={t.answerWith}
      description={t.answerHint}
      data={offered.map((status) => ({ value: String(status), label: label(status) }))}
      value={String(shown)}
      allowDeselect={false}
      disabled={pending}
      onChange={(value) => value && choose(Number(value))}
      style={{ flex: "0 1 300px" }}
    />
  );
}
