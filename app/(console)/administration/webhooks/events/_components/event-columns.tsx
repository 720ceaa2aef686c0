import { Text, VisuallyHidden } from "@mantine/core";
import type { Column } from "@/components/data-table/data-table";
import { RelativeTime } from "@/components/ui/relative-time";
import { TextLink } from "@/components/ui/text-link";
import type { EventRow } from "@/lib/events/schema";
import { paths } from "@/lib/paths";
import { causeLabel } from "@/texts/causes";
import { contactText } from "@/texts/deliveries";
import { outcomeText, eventsText as t } from "@/texts/events";
import { utcDateTime } from "@/texts/times";
import { triggerLabel } from "@/texts/triggers";

export const eventColumns = (dataCenters: { id: number; name: string }[]): Column<EventRow>[] => [
  {
    title: t.columns.accepted,
    cell: ({ id, type, acceptedAt }) => (
      <TextLink href={paths.event(id)}>
        <RelativeTime iso={acceptedAt} />
        <VisuallyHidden>: {t.open(triggerLabel(type), utcDateTime(acceptedAt))}</VisuallyHidden>
      </TextLink>
    ),
  },
  { title: t.columns.type, cell: ({ type }) => triggerLabel(type) },
  { title: t.columns.contact, width: 200, cell: (row) => <Contact row={row} /> },
  {
    title: t.columns.dataCenter,
    cell: ({ dataCenterId }) =>
      dataCenters.find(({ id }) => id === dataCenterId)?.name ?? t.dataCenterNo(dataCenterId),
  },
  { title: t.columns.cause, cell: ({ cause }) => causeLabel(cause) },
  { title: t.columns.key, cell: ({ key }) => <Breakable>{key ?? t.none}</Breakable> },
  { title: t.columns.outcome, cell: (row) => <Outcome row={row} /> },
];

/** E-mail first, the platform's id below it. */
function Contact({ row }: { row: EventRow }) {
  const { contactId, contactEmail } = row;
  return (
    <div>
      <Breakable>{contactText(row)}</Breakable>
      {contactEmail !== null && contactId !== null && (
        <Text size="xs" c="dimmed" style={{ overflowWrap: "anywhere" }}>
          {t.contactId(contactId)}
        </Text>
      )}
    </div>
  );
}

/** Numbers are links to what they count. */
function Outcome({ row: { id, outcome } }: { row: EventRow }) {
  const text = outcomeText(outcome);
  if (outcome.length === 0) {
    return (
      <Text span size="sm" c="dimmed">
        {text}
      </Text>
    );
  }
  return (
    <TextLink href={paths.deliveries({ q: id })} aria-label={t.outcomeOf(text)}>
      {text}
    </TextLink>
  );
}

const Breakable = ({ children }: { children: string }) => (
  <Text span size="sm" style={{ overflowWrap: "anywhere" }}>
    {children}
  </Text>
);
