/**
 * A fair lock for the threads of one process that write to one SQLite file. SQLite's own busy handler is
 * unfair: two threads writing flat out made each other wait for up to 2.3 s (measured); offering the lock to whoever
 * waits brought the longest wait under 10 ms. Writers of other processes still meet at SQLite's lock.
 *
 * An offer is only good for a moment: a thread that is busy with other things (thousands of TLS handshakes) may take
 * seconds to notice it, and the other one, which could write meanwhile, ran into its 5 s of patience.
 *
 * One cell holds the state (0 free, seat + 1 held, its negative offered), one more for each seat says "I want it".
 */
export interface WriteLock {
  /** Resolves once the lock is held; false if that took longer than `timeoutMs`. */
  acquire(timeoutMs: number): Promise<boolean>;
  release(): void;
}

const STATE = 0;
const SEATS = 2;

/** How long an offer stands before the other thread may take the lock all the same. */
const OFFER_MS = 20;

/** Memory to share between the two threads: seat 0 is the web thread's, seat 1 the engine's. */
export const shareWriteLock = () => new SharedArrayBuffer((1 + SEATS) * Int32Array.BYTES_PER_ELEMENT);

export function createWriteLock(memory: SharedArrayBuffer, seat: 0 | 1, offerMs = OFFER_MS): WriteLock {
  const cells = new Int32Array(memory);
  const mine = seat + 1;
  const myWish = 1 + seat;
  const othersWish = 1 + (1 - seat);
  const other = 1 - seat + 1;
  let queue: Promise<unknown> = Promise.resolve();
  let leave: (() => void) | undefined;

  const take = (from: number) => Atomics.compareExchange(cells, STATE, from, mine) === from;

  async function takeSeat(deadline: number): Promise<boolean> {
    Atomics.store(cells, myWish, 1);
    let offeredSince = Number.NaN;
    for (;;) {
      if (take(0) || take(-mine)) break;
      const state = Atomics.load(cells, STATE);
      const now = performance.now();
      offeredSince = state === -other ? (Number.isNaN(offeredSince) ? now : offeredSince) : Number.NaN;
      if (now - offeredSince >= offerMs && take(-other)) {
        // It was not there to take it; its wish stands.
        Atomics.store(cells, othersWish, 1);
        break;
      }
      const left = deadline - now;
      // Whoever offers takes the wish back first: what can't be withdrawn any more is offered in a moment.
      if (left <= 0 && Atomics.compareExchange(cells, myWish, 1, 0) === 1) return false;
      const longest = Number.isNaN(offeredSince) ? 1_000 : offeredSince + offerMs - now;
      const waiting = Atomics.waitAsync(cells, STATE, state, Math.max(1, Math.min(left, longest)));
      if (waiting.async) await waiting.value;
    }
    Atomics.store(cells, myWish, 0);
    return true;
  }

  return {
    async acquire(timeoutMs) {
      const deadline = performance.now() + timeoutMs;
      const before = queue;
      let done: () => void = () => {};
      queue = new Promise<void>((resolve) => {
        done = resolve;
      });
      await before;
      if (performance.now() < deadline && (await takeSeat(deadline))) {
        leave = done;
        return true;
      }
      done();
      return false;
    },
    release() {
      const wished = Atomics.compareExchange(cells, othersWish, 1, 0) === 1;
      Atomics.store(cells, STATE, wished ? -other : 0);
      Atomics.notify(cells, STATE);
      leave?.();
    },
  };
}

/** Called when the thread on `seat` has died, so that nobody waits for it. */
export function abandonSeat(memory: SharedArrayBuffer, seat: 0 | 1) {
  const cells = new Int32Array(memory);
  Atomics.store(cells, 1 + seat, 0);
  for (const its of [seat + 1, -(seat + 1)]) Atomics.compareExchange(cells, STATE, its, 0);
  Atomics.notify(cells, STATE);
}
