import { randomFillSync } from "node:crypto";
import { v7 } from "uuid";

/** A UUIDv7: sorts by the time it was made, which runs, events and deliveries rely on; ever later in a process. */
export function newId(): string {
  const now = Date.now();
  if (now > last.ms) Object.assign(last, { ms: now, seq: randomStart() });
  else if (++last.seq > MAX_SEQ) Object.assign(last, { ms: last.ms + 1, seq: randomStart() });
  return v7({ msecs: last.ms, seq: last.seq, random: takeRandom() });
}

const MAX_SEQ = 0xffffffff;
const last = { ms: 0, seq: 0 };

/** A random place in the lower half, so that a millisecond's ids neither collide with another process's nor run out. */
const randomStart = () => Buffer.from(takeRandom()).readUInt32BE(0) >>> 1;

/** Randomness is drawn for hundreds of ids at a time: one by one it was 4 % of what a delivery costs. */
const pool = new Uint8Array(16 * 512);
let used = pool.length;

function takeRandom(): Uint8Array {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += 16;
  return pool.subarray(used - 16, used);
}

const SHAPE = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether a text may be compared with an id column; PostgreSQL refuses other texts there. */
export const isId = (text: string) => SHAPE.test(text);
