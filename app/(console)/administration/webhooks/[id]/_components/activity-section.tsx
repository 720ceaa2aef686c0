"use client";

import { Group, Stack, Text, Title } from "@mantine/core";
import { usePathname, useRouter } from "next/navigation";
import { AuditList } from "@/components/audit-list/audit-list";
import { CursorPager } from "@/components/ui/cursor-pager";
import { TextLink } from "@/components/ui/text-link";
import type { AuditEntryView } from "@/lib/audit/schema";
import { paths } from "@/lib/paths";
import { webhookPage } from "@/texts/webhook-page";

const t = webhookPage.activity;

interface Props {
  webhookId: string;
  entries: AuditEntryView[];
  cursor: string | undefined;
  next: string | null;
}

/** The audit log's entries about this webhook. */
export function ActivitySection({ webhookId, entries, cursor, next }: Props) {
  const router = useRouter();
  const pathname = usePathname();
  const go = ({ cursor: to }: { cursor: string | undefined }) =>
    router.push(to ? `${pathname}?${new URLSearchParams({ cursor: to })}` : pathname);
  return (
    <Stack gap="sm" component="section" aria-label={t.title}>
      <Group justify="space-between">
        <Title order={2}>{t.title}</Title>
        <TextLink href={paths.audit({ kind: "webhook", target: webhookId })}>{t.all}</TextLink>
      </Group>
      <Text size="sm" c="dimmed">
        {t.hint}
      </Text>
      {entries.length > 0 ? <AuditList entries={entries} /> : <Text>{t.empty}</Text>}
      <CursorPager cursor={cursor} next={next} go={go} />
    </Stack>
  );
}
