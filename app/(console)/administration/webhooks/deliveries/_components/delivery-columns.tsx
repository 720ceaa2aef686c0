import { Text, VisuallyHidden } from "@mantine/core";
import type { Column } from "@/components/data-table/data-table";
import { LastResult, NextAttempt, WebhookLink } from "@/components/deliveries/delivery-cells";
import { DeliveryStateMark } from "@/components/deliveries/delivery-state";
import { DialogLink } from "@/components/ui/dialog-link";
import { RelativeTime } from "@/components/ui/relative-time";
import { TextLink } from "@/components/ui/text-link";
import type { DeliveryRow } from "@/lib/deliveries/schema";
import { paths } from "@/lib/paths";
import { common } from "@/texts/common";
import { contactText, deliveriesText as t } from "@/texts/deliveries";
import { utcDateTime } from "@/texts/times";
import { triggerLabel } from "@/texts/triggers";
import { RowActions } from "./row-actions";

const READ: Column<DeliveryRow>[] = [
  { title: t.columns.accepted, cell: (row) => <Accepted row={row} /> },
  { title: t.columns.webhook, cell: (row) => <WebhookLink delivery={row} /> },
  { title: t.columns.event, cell: (row) => <Event row={row} /> },
  { title: t.columns.state, cell: (row) => <DeliveryStateMark delivery={row} /> },
  { title: t.columns.attempts, numeric: true, cell: (row) => row.attempts.toLocaleString("en") },
  { title: t.columns.next, cell: (row) => <NextAttempt delivery={row} /> },
  {
    title: t.columns.last,
    cell: (row) => <LastResult delivery={row} label={t.inspectRun(utcDateTime(row.acceptedAt))} />,
  },
];

export const deliveryColumns = (administrator: boolean): Column<DeliveryRow>[] =>
  administrator
    ? [...READ, { title: common.actions, hideTitle: true, cell: (row) => <RowActions row={row} /> }]
    : READ;

/** Opens the last run, or, where nothing was tried yet, the event. */
function Accepted({ row }: { row: DeliveryRow }) {
  const time = utcDateTime(row.acceptedAt);
  // What is seen comes first in the link's name, so that it can be spoken.
  const text = (what: string) => (
    <>
      <RelativeTime iso={row.acceptedAt} />
      <VisuallyHidden>: {what}</VisuallyHidden>
    </>
  );
  return (
    <>
      {row.lastRun ? (
        <DialogLink to={{ run: row.lastRun.id }}>{text(t.inspectRun(time))}</DialogLink>
      ) : (
        <TextLink href={paths.event(row.event.id)}>{text(t.openEvent(time))}</TextLink>
      )}
      {row.resendOf && (
        <Text size="xs" c="dimmed">
          {t.resent}
        </Text>
      )}
    </>
  );
}

const Event = ({ row: { event } }: { row: DeliveryRow }) =>
  event.type === null ? (
    <Text size="sm" c="dimmed">
      {t.eventGone}
    </Text>
  ) : (
    <div>
      <TextLink href={paths.event(event.id)}>{triggerLabel(event.type)}</TextLink>
      <Text size="xs" c="dimmed" style={{ overflowWrap: "anywhere" }}>
        {contactText(event)}
      </Text>
    </div>
  );
