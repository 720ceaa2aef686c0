"use client";

import { Alert, Box, Group, Stack, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconMailOff } from "@tabler/icons-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { TRAILS } from "@/app/(console)/rooms";
import { DataTable } from "@/components/data-table/data-table";
import { CursorPager } from "@/components/ui/cursor-pager";
import { EmptyResult } from "@/components/ui/empty-result";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterBar } from "@/components/ui/filter-bar";
import { FilterSelect } from "@/components/ui/filter-select";
import { PageHeader } from "@/components/ui/page-header";
import { SearchField } from "@/components/ui/search-field";
import { showProblem, useAction } from "@/components/ui/use-action";
import { useListView } from "@/components/ui/use-list-view";
import type { MailRow, MailView } from "@/lib/notifications/schema";
import { paths } from "@/lib/paths";
import { common } from "@/texts/common";
import { outbox as t } from "@/texts/outbox";
import { sendAgain } from "../actions";
import type { OutboxView } from "../list-view";
import { MailDialog } from "./mail-dialog";
import { outboxColumns } from "./outbox-columns";

interface Props {
  mails: MailRow[];
  next: string | null;
  open: MailView | undefined;
  view: OutboxView;
  /** Links to it alone can be clicked. */
  origin: string;
  hasMailServer: boolean;
}

export function OutboxPage({ mails, next, open, view, origin, hasMailServer }: Props) {
  const { go, pending } = useListView<OutboxView>(paths.outbox, view);
  const { run } = useAction();
  const router = useRouter();
  const [sending, setSending] = useState<string>();
  /** Behind the open mail the same page of the list stays. */
  const show = (mail: string) => go({ cursor: view.cursor, mail });
  // The dialog is gone at once, not only when the server has answered for the address without it.
  const [closing, setClosing] = useState(false);
  if (closing && !pending) setClosing(false);
  const close = () => {
    setClosing(true);
    go({ cursor: view.cursor, mail: undefined }, { replace: true });
  };

  const send = async ({ id, recipient }: MailRow) => {
    setSending(id);
    const result = await run(() => sendAgain(id));
    setSending(undefined);
    router.refresh();
    if (!result.ok) return showProblem(result.problem);
    notifications.show({ message: t.sending(recipient), role: "status" });
  };

  const empty = mails.length === 0;
  return (
    <>
      <PageHeader trail={TRAILS.outbox} title={t.title} />
      <Text c="dimmed" size="sm" maw={720} mt="xs">
        {t.intro}
      </Text>
      {!hasMailServer && (
        <Alert mt="md" maw={720} variant="light" title={t.noServerTitle} icon={<IconMailOff aria-hidden />}>
          {t.noServer}
        </Alert>
      )}
      {empty && !view.q && !view.of && !view.cursor ? (
        <Box mt="lg">
          <EmptyState title={t.emptyTitle}>{t.emptyText}</EmptyState>
        </Box>
      ) : (
        <Stack mt="lg" gap="md">
          <FilterBar>
            <SearchField
              value={view.q ?? ""}
              placeholder={t.searchPlaceholder}
              onSearch={(q) => go({ q: q || undefined }, { replace: true })}
            />
            <FilterSelect
              label={t.of}
              value={view.of}
              data={[
                { value: "account", label: t.ofs.account },
                { value: "messages", label: t.ofs.messages },
              ]}
              onChange={(of) => go({ of: of as OutboxView["of"] })}
            />
          </FilterBar>
          {empty ? (
            <EmptyResult text={t.noMatch} onClear={() => go({ q: undefined, of: undefined })} />
          ) : (
            <DataTable
              label={t.title}
              columns={outboxColumns({ hasMailServer, sending, view, onOpen: show, onSend: send })}
              rows={mails}
              rowKey={({ id }) => id}
              pending={pending}
            />
          )}
          <Group justify="space-between">
            <CursorPager cursor={view.cursor} next={next} go={go} />
            <Text size="sm" c="dimmed" ml="auto">
              {common.allTimesUtc}
            </Text>
          </Group>
        </Stack>
      )}
      <MailDialog
        mail={closing ? undefined : open}
        origin={origin}
        hasMailServer={hasMailServer}
        onClose={close}
      />
    </>
  );
}
