import { Text } from "@mantine/core";
import type { Column } from "@/components/data-table/data-table";
import { RelativeTime } from "@/components/ui/relative-time";
import { TextLink } from "@/components/ui/text-link";
import type { ContactRow } from "@/lib/contacts/schema";
import { paths } from "@/lib/paths";
import { contacts as t } from "@/texts/contacts";

const plain = (text: string | null) => <span style={{ overflowWrap: "anywhere" }}>{text ?? t.none}</span>;

export const columnsOf = (dataCenter: string): Column<ContactRow>[] => [
  {
    title: t.columns.name,
    cell: ({ id, name, email }) => (
      <TextLink href={paths.contact(Number(dataCenter), id)} fw={500} style={{ overflowWrap: "anywhere" }}>
        {name || email || id}
      </TextLink>
    ),
  },
  { title: t.columns.email, cell: ({ email }) => plain(email) },
  { title: t.columns.phone, cell: ({ phone }) => plain(phone) },
  {
    title: t.columns.id,
    cell: ({ id }) => (
      <Text size="sm" ff="monospace" style={{ overflowWrap: "anywhere" }}>
        {id}
      </Text>
    ),
  },
  { title: t.columns.updated, cell: ({ updatedAt }) => <RelativeTime iso={updatedAt} /> },
];
