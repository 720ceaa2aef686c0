import { expect } from "vitest";
import type { RetryRule } from "@/db/shapes";
import { FINAL_DELIVERY_STATES } from "@/lib/vocabulary";
import type { Outcome, OutgoingRequest } from "../outcome";
import type { Answer, Rules } from "./commands.fixture";
import type { DeliveryRow, Rows } from "./rows.fixture";

/** A request that left and got no answer yet. */
export interface Silent {
  events: number;
  answer(outcome: Outcome): void;
}

interface Options {
  rows: Rows;
  now(): number;
  /** The settings of the present revision, and of each that there was. */
  rules(): Rules;
  ruleOf(revision: number): RetryRule;
  /** Whether the order of the webhook was kept in each revision. */
  ordered(): boolean;
}

const HOUR = 3_600_000;

/** Plays the network: answers as told, and judges each request by what the database holds when it leaves. */
export class Network {
  answers: Answer[] = [];
  /** What is answered when nothing else is left to say. */
  otherwise: Answer = 200;
  silent: Silent[] = [];
  /** What was wrong with a request. */
  violation: unknown;
  /** Requests under way of the engine that lives; those of dead ones nobody can call back. */
  private inFlight = 0;
  private generation = 0;
  /** Each `webhook-id`'s body. */
  private readonly bodies = new Map<string, string>();
  /** What each delivery went out with last: the `webhook-id` and the deliveries that shared it. */
  private readonly lastOf = new Map<string, { id: string; members: string[] }>();

  constructor(private readonly options: Options) {}

  /** The engine died; another one begins. @returns what it was waiting for */
  bury(): Silent[] {
    this.generation++;
    this.inFlight = 0;
    return this.silent.splice(0);
  }

  async send(outgoing: OutgoingRequest): Promise<Outcome> {
    const { generation } = this;
    this.inFlight++;
    const events = this.tryToJudge(outgoing);
    const outcome = await this.answer(events);
    if (generation === this.generation) this.inFlight--;
    return outcome;
  }

  private answer(events: number): Promise<Outcome> {
    const answer = this.answers.shift() ?? this.otherwise;
    if (answer !== "silence") return Promise.resolve(outcomeOf(answer));
    return new Promise((resolve) => this.silent.push({ events, answer: resolve }));
  }

  /** A throw here would be a fault of the engine's own, of which it takes care. */
  private tryToJudge(outgoing: OutgoingRequest): number {
    try {
      return this.judge(outgoing);
    } catch (error) {
      this.violation ??= error;
      return 1;
    }
  }

  private judge(outgoing: OutgoingRequest): number {
    const id = outgoing.headers.find(([name]) => name.toLowerCase() === "webhook-id")?.[1] ?? "";
    const body = Buffer.from(outgoing.body ?? "").toString();
    expect(body, "every attempt for a webhook-id sends the same bytes").toBe(this.bodies.get(id) ?? body);
    this.bodies.set(id, body);

    const { rows } = this.options;
    const unfinished = rows.unfinished();
    const mine = unfinished.filter(({ state, batchId }) => state === "sending" && batchId === id);
    const carried = eventsOf(body);
    expect([...new Set(carried)].toSorted(), "the body tells of the events that are owed").toEqual(
      this.marksOf(mine),
    );
    this.judgeName(id, mine);
    this.judgeNumber();
    this.judgeOrder(mine, unfinished);
    return carried.length;
  }

  private marksOf(deliveries: DeliveryRow[]): string[] {
    const wanted = new Set(deliveries.map(({ eventId }) => eventId));
    const events = this.options.rows.events().filter((event) => wanted.has(event.id));
    return events.map((event) => markOf(event)).toSorted();
  }

  /** A batch keeps its name until one of its deliveries has ended (decision 16). */
  private judgeName(id: string, mine: DeliveryRow[]) {
    const members = mine.map((delivery) => delivery.id);
    const states = new Map(this.options.rows.deliveries().map((delivery) => [delivery.id, delivery.state]));
    for (const delivery of members) {
      const last = this.lastOf.get(delivery);
      if (last && last.id !== id) {
        const ended = last.members.some((one) => isFinal(states.get(one) ?? "delivered"));
        expect(ended, "a batch keeps its id while all of it is owed").toBe(true);
      }
      this.lastOf.set(delivery, { id, members });
    }
  }

  private judgeNumber() {
    const { rows, rules, now } = this.options;
    const { concurrency, order } = rules();
    const { status, probeAt } = rows.webhook();
    expect(["active", "suspended"], "who is sent for").toContain(status);
    if (status === "suspended")
      expect(probeAt, "a suspended webhook is probed when it is time").not.toBeNull();
    if (probeAt !== null) expect(probeAt).toBeLessThanOrEqual(now());
    const alone = status === "suspended" || order === "webhook" || this.isFailing();
    expect(this.inFlight, "requests at once").toBeLessThanOrEqual(alone ? 1 : concurrency);
  }

  /** Retries run at an interval, and the last run that is held against the endpoint failed (S2.34). */
  private isFailing(): boolean {
    const { rows, rules, ruleOf } = this.options;
    if (rules().retry.kind !== "interval") return false;
    const last = rows.runs().findLast(({ reason }) => reason !== "own_network_down");
    return last?.verdict === "failed" && ruleOf(last.revision).kind === "interval";
  }

  private judgeOrder(mine: DeliveryRow[], unfinished: DeliveryRow[]) {
    const { order, retry } = this.options.rules();
    const ids = new Set(mine.map((delivery) => delivery.id));
    if (retry.kind === "interval" && retry.from === "accepted") {
      for (const { acceptedAt } of mine) {
        const end = acceptedAt + retry.untilHours * HOUR;
        expect(this.options.now(), "nothing is sent after its window").toBeLessThanOrEqual(end);
      }
    }
    if (order === "webhook") {
      // A batch that was made while another order held keeps together (decision 16).
      const first = unfinished.slice(0, this.options.ordered() ? mine.length : 1);
      expect(
        first.filter(({ id }) => !ids.has(id)),
        "the oldest goes first",
      ).toEqual([]);
    }
    if (order === "contact") {
      for (const { id, orderKey } of mine) {
        const ahead = unfinished.filter(
          (one) => one.orderKey === orderKey && one.id < id && !ids.has(one.id),
        );
        if (orderKey !== null) expect(ahead, "a contact's oldest goes first").toEqual([]);
      }
    }
  }
}

const isFinal = (state: string) => FINAL_DELIVERY_STATES.includes(state as never);

/** What names an event in a body: its id, or in a stream's list the mail it tells of. */
function eventsOf(body: string): string[] {
  const parsed = JSON.parse(body) as { EventId?: string; EventUniqueID?: string } | { mailId: string }[];
  if (Array.isArray(parsed)) return parsed.map(({ mailId }) => mailId);
  return [(parsed.EventId ?? parsed.EventUniqueID ?? "").replaceAll("-", "")];
}

const markOf = ({ id, data }: { id: string; data: string }) =>
  (JSON.parse(data) as { mailId?: string }).mailId ?? id.replaceAll("-", "");

/** Seconds that an answer 429 asks to wait. */
const WAIT = "20";

export function outcomeOf(answer: Exclude<Answer, "silence">): Outcome {
  const rest = { headers: [], body: Buffer.alloc(0), durationMs: 1 } satisfies Partial<Outcome>;
  if (typeof answer === "string") {
    const reason = answer === "refused" ? "connect_refused" : "own_network_down";
    return { ...rest, kind: "failed", reason, statusCode: null, leftAfterMs: null, detail: "" };
  }
  return {
    ...rest,
    headers: answer === 429 ? [["retry-after", WAIT]] : [],
    kind: "answered",
    statusCode: answer,
    truncated: false,
    leftAfterMs: 0,
    remoteAddress: null,
  };
}
