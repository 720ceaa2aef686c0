import { eq } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openWorld, passed, type World } from "@/e2e/fixtures/world";
import { updateAccount } from "@/lib/accounts/update-account";
import { resendDelivery } from "@/lib/deliveries/resend";
import { newId } from "@/lib/ids";
import { FINAL_DELIVERY_STATES } from "@/lib/vocabulary";
import { activateWebhook } from "@/lib/webhooks/activate";
import { deactivateWebhook } from "@/lib/webhooks/deactivate";
import { deleteWebhook } from "@/lib/webhooks/delete";
import { findWebhook } from "@/lib/webhooks/find";
import { Engine } from "./engine";
import type { Outcome } from "./outcome";
import { sweepExpired } from "./sweep";

/**
 * D18: any sequence of what people, producers, receivers and kills do, on the real database with the real engine;
 * only the network is played. `D18_RUNS=5000 npx vitest run lib/engine/model.test.ts` is the acceptance figure.
 */
const RUNS = Number(process.env.D18_RUNS || 200);
const DELAYS = [5, 30];
const TRIES = 1 + DELAYS.length;
const SECOND = 1_000;

let world: World;
beforeAll(async () => {
  world = await openWorld();
  // Whether a power cut loses something isn't asked here, and each run commits a hundred times.
  const { database } = world.tidings;
  if (database.dialect === "sqlite") database.sqlite.pragma("synchronous = OFF");
  await updateAccount(world.tidings, world.clientId, { webhookLimit: 1_000_000 });
});
afterAll(() => world.close());

/** What a receiver does: answers with a status, can't be reached, or says nothing until we are gone. */
type Answer = number | "refused" | "silence";

type Command =
  | { do: "accept"; events: number }
  | { do: "deliver"; answers: Answer[] }
  | { do: "pass"; seconds: number; answers: Answer[] }
  | { do: "hang"; answers: Answer[]; cancel: boolean; end: "crash" | "crash, then answers" | 200 | 500 }
  | { do: "deactivate"; waiting: "keep" | "cancel" }
  | { do: "activate" }
  | { do: "resend"; which: number }
  | { do: "sweep" }
  | { do: "delete" };

const answers = fc.array(fc.constantFrom<Answer[]>(200, 204, 302, 410, 429, 500, 500, "refused"), {
  maxLength: 6,
});
const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant("accept"), events: fc.integer({ min: 1, max: 3 }) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("deliver"), answers }) },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant("pass"), seconds: fc.constantFrom(1, 5, 31, 700_000), answers }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant("hang"),
      answers: fc.array(fc.constantFrom<Answer[]>(200, 500, 500), { maxLength: 2 }),
      cancel: fc.constantFrom(false, false, false, true),
      end: fc.constantFrom("crash", "crash", "crash, then answers", 200, 500),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("deactivate"),
      waiting: fc.constantFrom("keep", "cancel"),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("activate") }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("resend"), which: fc.nat(20) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("sweep") }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("delete") }) },
) as fc.Arbitrary<Command>;

/** The real engine with a played network, and what the model knows of it. */
class Run {
  private engine = this.newEngine();
  private answers: Answer[] = [];
  /** Requests that left and got no answer yet. */
  private silent: ((outcome: Outcome) => void)[] = [];
  /** Engines that were killed for the model, but in truth only wait for the answers to what they sent. */
  private readonly zombies: { answers: ((outcome: Outcome) => void)[]; drained: Promise<unknown> }[] = [];
  /** What must be true of each delivery, by id. */
  private readonly expected = new Map<string, { interrupted: number; gone: number; final?: object }>();
  private owed = 0;

  private constructor(private readonly webhookId: string) {
    world.tidings.sender = { ...world.tidings.sender, send: () => this.send() };
  }

  static async start() {
    const webhook = await world.webhook({
      delivery: { retry: { kind: "schedule", delaysSeconds: DELAYS, jitter: 0.2 }, concurrency: 2 },
    });
    return new Run(webhook.id);
  }

  private newEngine() {
    const engine = new Engine(world.tidings, { owner: newId(), alone: true });
    world.tidings.wakeEngine = (ids) => engine.wake(ids);
    return engine;
  }

  private send(): Promise<Outcome> {
    const answer = this.answers.shift() ?? 200;
    if (answer !== "silence") return Promise.resolve(outcomeOf(answer));
    return new Promise((resolve) => this.silent.push(resolve));
  }

  async execute(command: Command) {
    const { caller, clock } = world;
    switch (command.do) {
      case "accept": {
        const status = await this.status();
        const events = Array.from({ length: command.events }, () => passed());
        const { events: accepted } = await world.accept(events);
        const owes = status === "active" || status === "suspended" ? 1 : 0;
        expect(accepted.map((event) => event.deliveries)).toEqual(events.map(() => owes));
        this.owed += owes * events.length;
        break;
      }
      case "pass":
        clock.now += command.seconds * SECOND;
        await this.deliver(command.answers);
        break;
      case "deliver":
        await this.deliver(command.answers);
        break;
      case "hang":
        await this.hang(command);
        break;
      case "resend":
        await this.resend(command.which);
        break;
      case "deactivate":
        await unlessRefused(deactivateWebhook(caller, this.webhookId, { waiting: command.waiting }));
        break;
      case "activate":
        await unlessRefused(activateWebhook(caller, this.webhookId));
        break;
      case "sweep":
        await sweepExpired(world.tidings);
        break;
      case "delete":
        await unlessRefused(deleteWebhook(caller, this.webhookId));
        break;
    }
  }

  private async deliver(answers: Answer[]) {
    this.answers = [...answers];
    await this.engine.drain();
  }

  /**
   * Requests stay without an answer; meanwhile a person may cancel what waits. Then the engine is killed, and the
   * answers may still come, too late; or they come in time.
   */
  private async hang({ answers, cancel, end }: Extract<Command, { do: "hang" }>) {
    this.answers = [...answers, "silence", "silence"];
    const { engine } = this;
    const drained = engine.drain().then(() => true);
    for (let turn = 0; ; turn++) {
      expect(turn, "the engine comes to rest").toBeLessThan(20_000);
      const done = await Promise.race([drained, new Promise<false>((r) => setImmediate(() => r(false)))]);
      if (done) break;
      if (this.silent.length > 0 && (await this.sending()).length === this.silent.length) break;
    }
    // Answers to an engine that died before this one come while this one sends the same again.
    await this.answerZombies();
    const underWay = await this.sending();
    const cancelled =
      cancel &&
      (await unlessRefused(deactivateWebhook(world.caller, this.webhookId, { waiting: "cancel" }))) !==
        undefined;
    const silent = this.silent.splice(0);
    if (typeof end === "number") {
      this.answers = [];
      for (const answer of silent) answer(outcomeOf(end));
      await drained;
    } else {
      for (const id of underWay) this.of(id).interrupted++;
      engine.stop();
      this.engine = this.newEngine();
      expect(await this.engine.rescue()).toBe(underWay.length);
      this.zombies.push({ answers: silent, drained });
      if (end === "crash, then answers") await this.answerZombies();
    }
    if (!cancelled) return;
    const states = (await this.deliveries()).filter((d) => underWay.includes(d.id)).map((d) => d.state);
    expect(states).toEqual(underWay.map(() => (end === 200 ? "delivered" : "cancelled")));
  }

  /** They have lost their leases: nothing of what they learned may be written. */
  private async answerZombies() {
    const before = await this.deliveries();
    for (const { answers, drained } of this.zombies.splice(0)) {
      for (const answer of answers) answer(outcomeOf(200));
      await drained;
    }
    expect(await this.deliveries()).toEqual(before);
  }

  private async resend(which: number) {
    const deliveries = await this.deliveries();
    const delivery = deliveries[which % Math.max(1, deliveries.length)];
    if (!delivery) return;
    const resent = await unlessRefused(resendDelivery(world.caller, delivery.id));
    if (resent) this.owed++;
  }

  private async status() {
    return (await findWebhook(world.caller, this.webhookId)).status;
  }

  private of(id: string) {
    const known = this.expected.get(id) ?? { interrupted: 0, gone: 0 };
    this.expected.set(id, known);
    return known;
  }

  private deliveries() {
    const { database } = world.tidings;
    const { deliveries } = database.tables;
    return database.orm.select().from(deliveries).where(eq(deliveries.webhookId, this.webhookId));
  }

  private async sending() {
    return (await this.deliveries()).filter((d) => d.state === "sending").map((d) => d.id);
  }

  /** What holds at rest, after every command. */
  async check() {
    const { database } = world.tidings;
    const deliveries = await this.deliveries();
    const { runs, runHours } = database.tables;
    const runRows = await database.orm.select().from(runs).where(eq(runs.webhookId, this.webhookId));
    const runsOf = (id: string) => runRows.filter((run) => run.deliveryId === id);
    expect(deliveries, "none is lost, none made from nothing").toHaveLength(this.owed);
    const status = await this.status();
    for (const delivery of deliveries) {
      const known = this.of(delivery.id);
      const mine = runsOf(delivery.id);
      expect(delivery.state, "nothing is being sent at rest").not.toBe("sending");
      if (known.final) expect(delivery, "what is final stays as it is").toEqual(known.final);
      if (FINAL_DELIVERY_STATES.includes(delivery.state as never)) known.final = delivery;
      // Decision 5 keeps what met a 410 owed, so that a person who resumes the webhook grants it one more try.
      const gone = mine.filter((run) => run.reason === "gone").length;
      expect(delivery.attempts).toBeLessThanOrEqual(TRIES + known.interrupted + gone);
      expect(mine, "every attempt has its run, but those cut off").toHaveLength(
        delivery.attempts - known.interrupted,
      );
      const succeeded = mine.filter((run) => run.verdict === "succeeded").length;
      expect(succeeded, "delivered is what one success ended").toBe(delivery.state === "delivered" ? 1 : 0);
      if (delivery.state === "failed") expect(delivery.attempts).toBeGreaterThan(0);
      if (delivery.state === "discarded") expect(delivery.attempts).toBe(0);
      if (status === "deleted") expect(FINAL_DELIVERY_STATES).toContain(delivery.state);
    }
    const hours = await database.orm.select().from(runHours).where(eq(runHours.webhookId, this.webhookId));
    const sum = (what: "succeeded" | "failed" | "lost") =>
      hours.reduce((total, hour) => total + hour[what], 0);
    expect(sum("succeeded")).toBe(runRows.filter((run) => run.verdict === "succeeded").length);
    expect(sum("failed")).toBe(runRows.filter((run) => run.verdict === "failed").length);
    expect(sum("lost")).toBe(
      deliveries.filter(({ state }) => state === "failed" || state === "discarded").length,
    );
  }

  /** Whatever came before: an active webhook's deliveries all come to an end, and leave nothing behind. */
  async finish() {
    if ((await this.status()) === "suspended") await activateWebhook(world.caller, this.webhookId);
    const active = (await this.status()) === "active";
    for (let i = 0; i < TRIES + 2; i++) {
      world.clock.now += 60 * SECOND;
      await this.deliver([]);
    }
    await this.check();
    const open = (await this.deliveries()).filter((delivery) => delivery.finishedAt === null);
    if (active) expect(open).toEqual([]);
    await unlessRefused(deleteWebhook(world.caller, this.webhookId, { deactivateFirst: true }));
    await this.check();
    await this.answerZombies();
  }

  /** Also after a failure: what is left lying would spoil the shorter histories that are tried then. */
  async clear() {
    const { database } = world.tidings;
    await this.engine.release();
    await database.atomically(function* (tx) {
      yield* tx.rows("DELETE FROM deliveries", []);
    });
  }
}

function outcomeOf(answer: Exclude<Answer, "silence">): Outcome {
  const rest = { headers: [], body: Buffer.alloc(0), durationMs: 1 } satisfies Partial<Outcome>;
  if (answer === "refused") {
    const nothing = { statusCode: null, leftAfterMs: null, detail: "" };
    return { ...rest, ...nothing, kind: "failed", reason: "connect_refused" };
  }
  return {
    ...rest,
    kind: "answered",
    statusCode: answer,
    truncated: false,
    leftAfterMs: 0,
    remoteAddress: null,
  };
}

/** A verb may refuse what the state forbids; nothing else may go wrong. */
async function unlessRefused<Result>(verb: Promise<Result>): Promise<Result | undefined> {
  try {
    return await verb;
  } catch (error) {
    expect(error).toMatchObject({ status: 409 });
    return undefined;
  }
}

describe("a delivery's life", () => {
  it(
    `D18: keeps its promises through ${RUNS} random histories of posts, answers, people and kills`,
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(command, { minLength: 2, maxLength: 12 }), async (commands) => {
          const run = await Run.start();
          try {
            for (const command of commands) {
              await run.execute(command);
              await run.check();
            }
            await run.finish();
          } finally {
            await run.clear();
          }
        }),
        // On a slow machine fewer histories, and a counterexample that isn't the shortest.
        { numRuns: RUNS, interruptAfterTimeLimit: 20_000 + RUNS * 200 },
      );
    },
    30_000 + RUNS * 500,
  );
});
