import type { DeliverySettings } from "@/db/shapes";
import { type LaneNote, MOST_PUT_OFF } from "@/db/waiting-rows";

/** What becomes of a webhook's waiting deliveries, as far as anybody can tell. */
export interface Outlook {
  /** When all that is due has been sent, at the present pace; null where that would be a guess. */
  drainsInSeconds: number | null;
  /** Since when the endpoint fails and everything waits behind one probe (epoch ms); null while it answers. */
  heldSince: number | null;
  /** Requests at once that a struggling endpoint gets; null where it gets all that the webhook allows. */
  slowedTo: number | null;
}

export const NO_OUTLOOK: Outlook = { drainsInSeconds: null, heldSince: null, slowedTo: null };

/** A note that is older says nothing about the present: no engine works, or none has anything to do here. */
const FRESH_MS = 60_000;

type Rules = Pick<DeliverySettings, "concurrency" | "order" | "ratePerSecond" | "batch">;

/** @param waiting how many of an active webhook's deliveries wait, whatever for */
export function outlookOf(waiting: number, note: LaneNote | undefined, rules: Rules, now: number): Outlook {
  if (waiting === 0 || !note) return NO_OUTLOOK;
  if (note.failingSince !== null) return { ...NO_OUTLOOK, heldSince: note.failingSince };
  if (note.notedAt === null || now - note.notedAt > FRESH_MS) return NO_OUTLOOK;
  return { ...NO_OUTLOOK, slowedTo: slowedTo(note, rules), drainsInSeconds: drainsIn(waiting, note, rules) };
}

/** What is put off until later is not what the present pace works off. */
function drainsIn(waiting: number, { perMinute, putOff }: LaneNote, rules: Rules): number | null {
  const due = waiting - putOff;
  if (putOff > MOST_PUT_OFF || due <= 0 || perMinute === null || perMinute <= 0) return null;
  return Math.ceil(due / Math.min(perMinute / 60, mostPerSecond(rules)));
}

const mostPerSecond = ({ ratePerSecond, batch }: Rules) =>
  ratePerSecond === null ? Number.POSITIVE_INFINITY : ratePerSecond * batch.max;

function slowedTo({ pace }: LaneNote, { concurrency, order }: Rules): number | null {
  const allowed = order === "webhook" ? 1 : concurrency;
  return pace !== null && pace < allowed ? pace : null;
}
