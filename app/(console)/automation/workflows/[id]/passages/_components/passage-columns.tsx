import { Text, VisuallyHidden } from "@mantine/core";
import type { Column } from "@/components/data-table/data-table";
import { PassageState } from "@/components/passages/passage-state";
import { RelativeTime } from "@/components/ui/relative-time";
import { TextLink } from "@/components/ui/text-link";
import { paths } from "@/lib/paths";
import type { PassageListRow } from "@/lib/workflows/passage-schema";
import { passagesText as t } from "@/texts/passages";

const { columns } = t;

export const passageColumns = (
  dataCenterId: number,
  steps: readonly { id: string; name: string }[],
): Column<PassageListRow>[] => [
  { title: columns.started, cell: (row) => <Started row={row} /> },
  { title: columns.contact, cell: (row) => <Contact row={row} dataCenterId={dataCenterId} /> },
  { title: columns.state, cell: ({ state }) => <PassageState state={state} /> },
  { title: columns.step, cell: ({ stepId }) => steps.find(({ id }) => id === stepId)?.name ?? t.none },
  { title: columns.ended, cell: (row) => <Ended row={row} /> },
];

const called = ({ contact, contactId }: PassageListRow) => contact?.name || contact?.email || contactId;

/** Leads to the passage; what is seen comes first in the link's name, so that it can be spoken. */
const Started = ({ row }: { row: PassageListRow }) => (
  <TextLink href={paths.passage(row.id)} fw={500}>
    <RelativeTime iso={row.startedAt} />
    <VisuallyHidden>: {t.open(called(row))}</VisuallyHidden>
  </TextLink>
);

function Contact({ row, dataCenterId }: { row: PassageListRow; dataCenterId: number }) {
  const { contact } = row;
  if (!contact) {
    return (
      <Text size="sm" c="dimmed">
        {t.contactGone}
      </Text>
    );
  }
  return (
    <div style={{ overflowWrap: "anywhere" }}>
      <TextLink href={paths.contact(dataCenterId, contact.id)}>{called(row)}</TextLink>
      {contact.name && contact.email && (
        <Text size="xs" c="dimmed">
          {contact.email}
        </Text>
      )}
    </div>
  );
}

function Ended({ row: { finishedAt, dueAt } }: { row: PassageListRow }) {
  if (finishedAt) return <RelativeTime iso={finishedAt} />;
  if (!dueAt) return t.none;
  return (
    <Text span size="sm" c="dimmed">
      {t.dueAt} <RelativeTime iso={dueAt} />
    </Text>
  );
}
