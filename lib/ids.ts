import { v7 } from "uuid";
import { sixteenRandomBytes } from "./random";

/** Ids of one millisecond count up; a clock that goes back does not make them smaller. */
const last = { msecs: 0, seq: 0 };

/** A UUIDv7: sorts by the time it was made, which runs, events and deliveries rely on. */
export function newId(): string {
  const random = sixteenRandomBytes();
  const now = Date.now();
  if (now > last.msecs) {
    last.msecs = now;
    last.seq = new DataView(random.buffer, random.byteOffset).getUint32(4) >>> 1;
  } else {
    last.seq = (last.seq + 1) | 0;
    if (last.seq === 0) last.msecs++;
  }
  return v7({ random, ...last });
}

const SHAPE = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether a text may be compared with an id column; PostgreSQL refuses other texts there. */
export const isId = (text: string) => SHAPE.test(text);
