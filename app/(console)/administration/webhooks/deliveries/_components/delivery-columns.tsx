import { Checkbox, Text, VisuallyHidden } from "@mantine/core";
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
import { replaysText } from "@/texts/replays";
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

export interface Choice {
  chosen: string[];
  onChange(chosen: string[]): void;
}

/** What is final can be sent again, as long as its webhook exists. */
export const isChoosable = ({ finishedAt, webhook }: DeliveryRow) =>
  finishedAt !== null && webhook.status !== "deleted";

export const deliveryColumns = (administrator: boolean, choice: Choice): Column<DeliveryRow>[] =>
  administrator
    ? [
        { title: replaysText.select, hideTitle: true, cell: (row) => <Chosen row={row} {...choice} /> },
        ...READ,
        { title: common.actions, hideTitle: true, cell: (row) => <RowActions row={row} /> },
      ]
    : READ;

function Chosen({ row, chosen, onChange }: Choice & { row: DeliveryRow }) {
  if (!isChoosable(row)) return null;
  const { id } = row;
  const checked = chosen.includes(id);
  return (
    <Checkbox
      size="sm"
      checked={checked}
      aria-label={replaysText.selectOne(row.webhook.label, utcDateTime(row.acceptedAt))}
      onChange={() => onChange(checked ? chosen.filter((other) => other !== id) : [...chosen, id])}
    />
  );
}

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
