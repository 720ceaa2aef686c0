import { Agent, fetch, type Response } from "undici";
import { sleep, wallClock } from "./scenario";
import type { SeededAccount } from "./seed";

/** Posts events and remembers what was acknowledged: what has to arrive is this, no more and no less. */
export interface Producer {
  /** By the event's id, which the receiver sees in the body: when the 202 had arrived (ms since 1970). */
  readonly accepted: Map<string, { key: string; at: number }>;
  /** How often each status came; `none` counts lost connections. */
  readonly answers: Record<string, number>;
  /** Answers other than 202, for a look at what people would have seen. */
  readonly refusals: { status: number; text: string; retryAfter: string | null }[];
  /** One try. @returns whether it was acknowledged */
  tryPost(key: string): Promise<boolean>;
  /** Tries until it is acknowledged: the id makes the repeat harmless. */
  post(key: string): Promise<void>;
}

const KEPT_REFUSALS = 1_000;

/** Lets go of connections soon, whatever the server allows: what it still holds open at rest is then its own. */
const agent = new Agent({ keepAliveTimeout: 2_000, keepAliveMaxTimeout: 2_000 });

export function createProducer(
  url: string,
  account: SeededAccount,
  event: (key: string) => Record<string, unknown> = became,
): Producer {
  const producer: Producer = {
    accepted: new Map(),
    answers: {},
    refusals: [],
    async tryPost(key) {
      const body = JSON.stringify({ id: key, dataCenterId: account.dataCenterId, ...event(key) });
      let answer: Response;
      let text: string;
      try {
        answer = await fetch(`${url}/api/internal/events`, {
          method: "POST",
          headers: { authorization: `Bearer ${account.key}`, "content-type": "application/json" },
          body,
          dispatcher: agent,
        });
        text = await answer.text();
      } catch {
        producer.answers.none = (producer.answers.none ?? 0) + 1;
        return false;
      }
      const at = wallClock();
      producer.answers[answer.status] = (producer.answers[answer.status] ?? 0) + 1;
      if (answer.status !== 202) {
        const retryAfter = answer.headers.get("retry-after");
        if (producer.refusals.length < KEPT_REFUSALS)
          producer.refusals.push({ status: answer.status, text, retryAfter });
        return false;
      }
      const [stored] = (JSON.parse(text) as { events: { id: string }[] }).events;
      if (stored && !producer.accepted.has(stored.id)) producer.accepted.set(stored.id, { key, at });
      return true;
    },
    async post(key) {
      while (!(await producer.tryPost(key))) await sleep(50);
    },
  };
  return producer;
}

const became = (key: string) => ({ type: "contact.became_contact", contact: { id: key } });

/** Hands out numbers 0 … `total` − 1 to posters, no faster than it is told to. */
export function createPace(total: number) {
  let next = 0;
  let allowed = 0;
  let perMs = 0;
  let since = performance.now();
  const now = () => Math.min(total, allowed + (performance.now() - since) * perMs);
  return {
    /** From now on, `count` more over the next `ms`. */
    release(count: number, ms: number) {
      allowed = now();
      since = performance.now();
      perMs = count / Math.max(1, ms);
    },
    /** No more waiting: all that is left. */
    releaseAll() {
      allowed = total;
      perMs = 0;
    },
    /** The next number, when its time has come; undefined when all are out. */
    async take(): Promise<number | undefined> {
      while (next < total && next >= now()) await sleep(5);
      return next < total ? next++ : undefined;
    },
  };
}

export type Pace = ReturnType<typeof createPace>;

/** So many posters at once, until the pace has nothing more to give. */
export async function postAll(producer: Producer, pace: Pace, posters: number): Promise<void> {
  const poster = async () => {
    for (let number = await pace.take(); number !== undefined; number = await pace.take()) {
      await producer.post(`event-${number}`);
    }
  };
  await Promise.all(Array.from({ length: posters }, poster));
}

/** One after another at so many a second, whether or not the last one is answered yet. */
export async function postOpenLoop(
  producer: Producer,
  { perSecond, seconds, prefix }: { perSecond: number; seconds: number; prefix: string },
): Promise<void> {
  const begun = performance.now();
  const posts: Promise<void>[] = [];
  for (let number = 0; number < perSecond * seconds; number++) {
    const wait = begun + (number * 1_000) / perSecond - performance.now();
    if (wait > 0) await sleep(wait);
    posts.push(producer.post(`${prefix}-${number}`));
  }
  await Promise.all(posts);
}
