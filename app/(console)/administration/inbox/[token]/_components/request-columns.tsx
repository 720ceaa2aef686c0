import { Text, VisuallyHidden } from "@mantine/core";
import type { Column } from "@/components/data-table/data-table";
import { DialogLink } from "@/components/ui/dialog-link";
import { RelativeTime } from "@/components/ui/relative-time";
import { TextLink } from "@/components/ui/text-link";
import type { InboxRow } from "@/lib/inbox/schema";
import { paths } from "@/lib/paths";
import { inbox as t } from "@/texts/inbox";
import { bytesText } from "@/texts/sizes";
import { SignatureMark } from "./signature-mark";

export const REQUEST_COLUMNS: Column<InboxRow>[] = [
  {
    title: t.received,
    cell: ({ id, receivedAt }) => (
      <DialogLink to={{ request: id }} fw={500} style={{ display: "inline-block", whiteSpace: "nowrap" }}>
        <VisuallyHidden>{t.open} </VisuallyHidden>
        <RelativeTime iso={receivedAt} />
      </DialogLink>
    ),
  },
  {
    title: t.method,
    cell: ({ method }) => (
      <Text span size="sm" ff="monospace">
        {method}
      </Text>
    ),
  },
  {
    title: t.webhook,
    cell: ({ webhook }) =>
      webhook ? (
        <TextLink href={paths.webhook(webhook.id)} style={{ overflowWrap: "anywhere" }}>
          {webhook.label}
        </TextLink>
      ) : (
        t.deletedWebhook
      ),
  },
  { title: t.signature, cell: ({ signature }) => <SignatureMark signature={signature} /> },
  { title: t.size, numeric: true, cell: ({ bodyBytes }) => bytesText(bodyBytes) },
];
