import { Text } from "@mantine/core";
import type { Column } from "@/components/data-table/data-table";
import { RelativeTime } from "@/components/ui/relative-time";
import { TextLink } from "@/components/ui/text-link";
import type { MessageRow } from "@/lib/messages/schema";
import { paths } from "@/lib/paths";
import { common } from "@/texts/common";
import { messages as t } from "@/texts/messages";
import { MessageMenu } from "./message-menu";
import type { DataCenterName } from "./messages-room";

/** What everybody sees; who may change messages gets the menu for it. */
export const columnsOf = (
  kind: MessageRow["kind"],
  dataCenters: DataCenterName[],
  administrator: boolean,
): Column<MessageRow>[] => [
  {
    title: kind === "email" ? t.columns.name : t.columns.template,
    cell: ({ id, name }) => (
      <TextLink href={paths.message(id)} fw={500} style={{ overflowWrap: "anywhere" }}>
        {name}
      </TextLink>
    ),
  },
  {
    title: t.columns.subject,
    cell: ({ subject }) => (
      <Text span size="sm" c={subject ? undefined : "dimmed"} style={{ overflowWrap: "anywhere" }}>
        {subject || t.noSubject}
      </Text>
    ),
  },
  {
    title: t.columns.dataCenter,
    cell: ({ dataCenterId }) => dataCenters.find(({ id }) => id === dataCenterId)?.name ?? dataCenterId,
  },
  ...(kind === "email" ? ONLY_MAILS : []),
  { title: t.columns.changed, cell: ({ updatedAt }) => <RelativeTime iso={updatedAt} /> },
  ...(administrator ? [ACTIONS] : []),
];

const ONLY_MAILS: Column<MessageRow>[] = [
  { title: t.columns.mailing, numeric: true, cell: ({ mailingId }) => mailingId },
  { title: t.columns.usedBy, cell: ({ usedBy }) => <UsedBy workflows={usedBy} /> },
];

/** One workflow by its name; of several how many, each named to who points at it. */
function UsedBy({ workflows }: { workflows: MessageRow["usedBy"] }) {
  const [only, ...more] = workflows;
  if (!only) return t.unused;
  if (more.length === 0) return <TextLink href={paths.workflow(only.id)}>{only.name}</TextLink>;
  return <span title={workflows.map(({ name }) => name).join(", ")}>{t.usedBy(workflows.length)}</span>;
}

const ACTIONS: Column<MessageRow> = {
  title: common.actions,
  hideTitle: true,
  numeric: true,
  cell: (message) => <MessageMenu message={message} />,
};
