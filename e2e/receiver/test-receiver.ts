import { EventEmitter, once } from "node:events";
import { type ReceiverOptions, type Settled, startReceiver } from "./receiver";
import { send, trusting } from "./test-client";

const open: { close(): Promise<void> }[] = [];

export async function closeStarted(): Promise<void> {
  await Promise.all(open.splice(0).map((receiver) => receiver.close()));
}

/** A receiver, a sender that trusts it, and what was settled: for the receiver's own tests. */
export async function start(options?: ReceiverOptions) {
  const settled: Settled[] = [];
  const events = new EventEmitter();
  const receiver = await startReceiver({
    ...options,
    onSettled: (one) => {
      settled.push(one);
      events.emit("settled");
    },
  });
  open.push(receiver);
  const post = options?.plain
    ? (path: string, more = {}) => send(receiver.url(path), more)
    : trusting(receiver);
  const settledCount = async (count: number) => {
    while (settled.length < count) await once(events, "settled");
    return settled;
  };
  return { receiver, post, settledCount };
}
