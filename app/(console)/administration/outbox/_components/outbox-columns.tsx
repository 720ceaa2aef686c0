import { Button, Text } from "@mantine/core";
import type { Column } from "@/components/data-table/data-table";
import { RelativeTime } from "@/components/ui/relative-time";
import { TextLink } from "@/components/ui/text-link";
import type { MailRow } from "@/lib/notifications/schema";
import { paths } from "@/lib/paths";
import { common } from "@/texts/common";
import { outbox as t } from "@/texts/outbox";
import type { OutboxView } from "../list-view";
import { MailState } from "./mail-state";

interface Options {
  hasMailServer: boolean;
  /** The mail that is being handed to the server. */
  sending: string | undefined;
  view: OutboxView;
  onOpen(id: string): void;
  onSend(mail: MailRow): void;
}

export function outboxColumns({ hasMailServer, sending, view, onOpen, onSend }: Options): Column<MailRow>[] {
  const columns: Column<MailRow>[] = [
    {
      title: t.columns.subject,
      cell: ({ id, subject, recipient }) => (
        <TextLink
          href={paths.outbox({ ...view, mail: id })}
          scroll={false}
          fw={500}
          aria-label={t.open(subject, recipient)}
          style={{ overflowWrap: "anywhere" }}
          onClick={(event) => {
            if (event.metaKey || event.ctrlKey || event.shiftKey) return;
            event.preventDefault();
            onOpen(id);
          }}
        >
          {subject}
        </TextLink>
      ),
    },
    {
      title: t.columns.recipient,
      cell: ({ recipient }) => (
        <Text size="sm" style={{ overflowWrap: "anywhere" }}>
          {recipient}
        </Text>
      ),
    },
    { title: t.columns.kind, cell: ({ kind }) => t.kinds[kind] },
    { title: t.columns.created, cell: ({ createdAt }) => <RelativeTime iso={createdAt} /> },
    {
      title: t.columns.state,
      cell: (mail) => <MailState mail={mail} hasMailServer={hasMailServer} />,
    },
  ];
  // Without a server there is nothing to do.
  return hasMailServer ? [...columns, sendColumn(sending, onSend)] : columns;
}

const sendColumn = (sending: string | undefined, onSend: (mail: MailRow) => void): Column<MailRow> => ({
  title: common.actions,
  numeric: true,
  cell: (mail) => {
    const label = t.send(mail.state);
    return (
      mail.canSend && (
        <Button
          size="compact-sm"
          variant="default"
          loading={sending === mail.id}
          aria-label={t.sendNamed(label, mail.subject, mail.recipient)}
          onClick={() => onSend(mail)}
        >
          {label}
        </Button>
      )
    );
  },
});
