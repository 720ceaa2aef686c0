/** A TLS handshake keeps the thread busy for a millisecond or so. */
const STARTS_IN_A_TURN = 4;

export type ConnectInTurn = ReturnType<typeof createConnectInTurn>;

/**
 * Begins at most a few connections in one turn of the event loop, and takes places in turns. Two thousand handshakes
 * at once, to endpoints that then hang, kept the engine from everybody else's deliveries for seconds. Nothing is held
 * while a connection waits for its other side, so endpoints that drop packets delay nobody.
 */
export function createConnectInTurn(startsInATurn = STARTS_IN_A_TURN) {
  const waiting = new Map<string, (() => void)[]>();
  let started = 0;
  let scheduled = false;

  function schedule() {
    if (scheduled) return;
    scheduled = true;
    setImmediate(() => {
      scheduled = false;
      started = 0;
      startNext();
    });
  }

  function startNext() {
    for (const [place, starts] of waiting) {
      if (started >= startsInATurn) break;
      waiting.delete(place);
      const start = starts.shift();
      // Behind all the others, which so come first.
      if (starts.length > 0) waiting.set(place, starts);
      begin(start);
    }
    if (waiting.size > 0) schedule();
  }

  function begin(start: (() => void) | undefined) {
    started++;
    schedule();
    start?.();
  }

  /** @param place whose turn it is: connections to the same place wait for one another */
  return (place: string, start: () => void) => {
    if (started < startsInATurn && waiting.size === 0) return begin(start);
    const starts = waiting.get(place);
    if (starts) starts.push(start);
    else waiting.set(place, [start]);
    schedule();
  };
}
