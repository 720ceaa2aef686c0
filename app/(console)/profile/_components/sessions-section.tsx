"use client";

import { Button, Group, Stack, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { type Column, DataTable } from "@/components/data-table/data-table";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { RelativeTime } from "@/components/ui/relative-time";
import { showProblem, useAction } from "@/components/ui/use-action";
import type { SessionRow } from "@/lib/accounts/list-sessions";
import { profile as t } from "@/texts/profile";
import { signOutElsewhere, signOutSession } from "../actions";
import { FactBadge } from "./fact-badge";
import { Section } from "./section";

export function SessionsSection({ sessions }: { sessions: SessionRow[] }) {
  const router = useRouter();
  const { run, pending } = useAction();
  const [asking, setAsking] = useState(false);
  const [ending, setEnding] = useState<string>();
  const others = sessions.filter((session) => !session.isCurrent).length;

  const end = async (session: SessionRow) => {
    setEnding(session.id);
    const result = await run(() => signOutSession(session.id));
    if (!result.ok) showProblem(result.problem);
    else notifications.show({ message: t.sessionEnded(wordsOf(session)), role: "status" });
    router.refresh();
  };
  const endOthers = async () => {
    const result = await run(() => signOutElsewhere());
    setAsking(false);
    if (!result.ok) return showProblem(result.problem);
    notifications.show({ message: t.othersEnded(result.value.ended), role: "status" });
    router.refresh();
  };

  return (
    <Section title={t.sessions}>
      <Stack>
        <Text size="sm">{t.sessionsIntro}</Text>
        <DataTable
          dense
          label={t.sessions}
          rows={sessions}
          rowKey={(session) => session.id}
          columns={[...FACTS, signOutColumn((row) => end(row), pending ? ending : undefined)]}
        />
        {others > 0 ? (
          <Group>
            <Button variant="default" onClick={() => setAsking(true)}>
              {t.signOutElsewhere}
            </Button>
          </Group>
        ) : (
          <Text size="sm" c="dimmed">
            {t.noOthers}
          </Text>
        )}
      </Stack>
      <ConfirmDialog
        opened={asking}
        title={t.elsewhereTitle}
        confirmLabel={t.signOutElsewhere}
        pending={pending}
        onConfirm={endOthers}
        onCancel={() => setAsking(false)}
      >
        {t.elsewhereText(others)}
      </ConfirmDialog>
    </Section>
  );
}

const FACTS: Column<SessionRow>[] = [
  {
    title: t.browser,
    cell: (session) => (
      <Group gap="xs">
        <Text size="sm">{wordsOf(session)}</Text>
        {session.isCurrent && <FactBadge good>{t.thisOne}</FactBadge>}
      </Group>
    ),
  },
  { title: t.address, cell: ({ address }) => address ?? t.unknownAddress },
  { title: t.signedIn, cell: ({ signedInAt }) => <RelativeTime iso={signedInAt} /> },
  { title: t.lastActive, cell: ({ lastActiveAt }) => <RelativeTime iso={lastActiveAt} /> },
];

const signOutColumn = (end: (row: SessionRow) => void, endingId?: string): Column<SessionRow> => ({
  title: t.actions,
  hideTitle: true,
  cell: (session) =>
    !session.isCurrent && (
      <Button
        size="xs"
        variant="default"
        aria-label={t.signOutOf(wordsOf(session))}
        loading={session.id === endingId}
        onClick={() => end(session)}
      >
        {t.signOut}
      </Button>
    ),
});

function wordsOf({ browser: { name, system } }: SessionRow): string {
  if (!system) return name ?? t.unknownBrowser;
  return t.browserOn(name ?? t.unknownBrowser, system);
}
