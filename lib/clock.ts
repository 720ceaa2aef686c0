/**
 * While it is ahead of the wall clock it goes this much slower than time, so that the wall clock catches up in the
 * end: a second within two minutes. Retries come at most a hundredth late for that, far less than their jitter.
 */
const WHILE_AHEAD = 0.99;

/**
 * Epoch milliseconds that never go backward. Where the wall clock is set back, this one goes on from its last moment
 * by the monotonic clock, so that what was due in a minute still is, until the wall clock has caught up. Where the
 * wall clock jumps forward it follows: schedules stand on wall time.
 */
export function steadyClock(
  wall: () => number = Date.now,
  monotonic: () => number = () => performance.now(),
): () => number {
  let caughtUp = { wall: wall(), monotonic: monotonic() };
  let last = caughtUp.wall;
  return () => {
    const told = wall();
    const passed = monotonic();
    const ahead = caughtUp.wall + Math.floor((passed - caughtUp.monotonic) * WHILE_AHEAD);
    if (told >= ahead) caughtUp = { wall: told, monotonic: passed };
    last = Math.max(last, told, ahead);
    return last;
  };
}
