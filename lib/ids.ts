import { v7 } from "uuid";
import { sixteenRandomBytes } from "./random";

/** A UUIDv7: sorts by the time it was made, which runs, events and deliveries rely on; ever later in a process. */
export function newId(): string {
  const now = Date.now();
  if (now > last.ms) Object.assign(last, { ms: now, seq: randomStart() });
  else if (++last.seq > MAX_SEQ) Object.assign(last, { ms: last.ms + 1, seq: randomStart() });
  return v7({ msecs: last.ms, seq: last.seq, random: sixteenRandomBytes() });
}

const MAX_SEQ = 0xffffffff;
const last = { ms: 0, seq: 0 };

/** A random place in the lower half, so that a millisecond's ids neither collide with another process's nor run out. */
function randomStart(): number {
  const [first = 0, second = 0, third = 0, fourth = 0] = sixteenRandomBytes();
  return ((first << 23) | (second << 15) | (third << 7) | (fourth >>> 1)) >>> 0;
}

const SHAPE = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether a text may be compared with an id column; PostgreSQL refuses other texts there. */
export const isId = (text: string) => SHAPE.test(text);
