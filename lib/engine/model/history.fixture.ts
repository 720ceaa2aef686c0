import { expect } from "vitest";
import type { SqliteDatabase } from "@/db/connect-sqlite";
import type { RetryRule } from "@/db/shapes";
import { opened, passed, type World } from "@/e2e/fixtures/world";
import { cancelDelivery } from "@/lib/deliveries/cancel";
import { resendDelivery } from "@/lib/deliveries/resend";
import { runDueReplays } from "@/lib/replays/run-due";
import { startReplay } from "@/lib/replays/start";
import { Pruner } from "@/lib/retention/prune";
import { activateWebhook } from "@/lib/webhooks/activate";
import { deactivateWebhook } from "@/lib/webhooks/deactivate";
import { deleteWebhook } from "@/lib/webhooks/delete";
import { updateWebhook } from "@/lib/webhooks/update";
import { runsFromAcceptance, triesOf } from "../retry";
import { sweepExpired } from "../sweep";
import type { Answer, Command, Rules, Start } from "./commands.fixture";
import { Engines } from "./engines.fixture";
import { Ledger } from "./ledger.fixture";
import { Network, outcomeOf } from "./network.fixture";
import { unlessRefused } from "./refused.fixture";
import { countFailed, countMissed } from "./replay-counts.fixture";
import { Rows } from "./rows.fixture";

const SECOND = 1_000;
/** An interval's gap, or what a contact's deliveries are put off behind one another. */
const LOOK_AGAIN_MS = 60 * SECOND;
const TYPES = { simple: "persona.threshold_passed", stream: "message.opened", signed: "contact.opted_out" };

/** One webhook's life on the real database with the real engine; only the network and the clock are played. */
export class History {
  private readonly rows: Rows;
  private readonly ledger: Ledger;
  private readonly network: Network;
  private readonly engines: Engines;
  /** The settings of each revision. */
  private readonly rules: Rules[];
  private events = 0;
  private editedAt = 0;

  private constructor(
    private readonly world: World,
    private readonly webhookId: string,
    private readonly begin: Start,
  ) {
    this.rules = [begin.rules];
    this.rows = new Rows(world.tidings.database as SqliteDatabase, webhookId);
    this.ledger = new Ledger(this.rows);
    this.network = new Network({
      rows: this.rows,
      now: () => world.clock.now,
      rules: () => this.rules.at(-1) as Rules,
      ordered: () => this.rules.every(({ order }) => order === "webhook"),
      ruleOf: (revision) => this.rules[revision - 1]?.retry as RetryRule,
    });
    const { tidings } = world;
    tidings.sender = { ...tidings.sender, send: (outgoing) => this.network.send(outgoing) };
    this.engines = new Engines(tidings, this.rows, this.network);
  }

  static async begin(world: World, begin: Start) {
    const webhook = await world.webhook({
      profile: "custom",
      triggers: [{ type: TYPES[begin.style] }],
      delivery: { ...begin.rules, payloadStyle: begin.style },
    });
    return new History(world, webhook.id, begin);
  }

  async execute(command: Command) {
    const { world, webhookId } = this;
    const { caller, tidings } = world;
    switch (command.do) {
      case "accept":
        return this.accept(command.contacts);
      case "deliver":
        return this.deliver(command.answers);
      case "pass":
        return this.pass(command.seconds, command.answers);
      case "outage":
        return this.outage(command);
      case "hang":
        return this.hang(command);
      case "cancel":
        return this.withOne(command.which, (id) => cancelDelivery(caller, id));
      case "resend":
        if (await this.withOne(command.which, (id) => resendDelivery(caller, id))) this.ledger.owed++;
        return;
      case "replay":
        return this.replay(command);
      case "edit":
        return this.edit(command.rules);
      case "deactivate":
        return unlessRefused(deactivateWebhook(caller, webhookId, { waiting: command.waiting }));
      case "activate":
        return unlessRefused(activateWebhook(caller, webhookId));
      case "sweep":
        return sweepExpired(tidings);
      case "prune":
        return this.ledger.whilePruned(world.clock.now, () =>
          new Pruner(tidings).prune({ pause: async () => {} }),
        );
      case "delete":
        return unlessRefused(deleteWebhook(caller, webhookId));
    }
  }

  private async edit(rules: Rules) {
    const delivery = { ...rules, payloadStyle: this.begin.style };
    if (!(await unlessRefused(updateWebhook(this.world.caller, this.webhookId, { delivery })))) return;
    this.rules.push(rules);
    this.editedAt = this.world.clock.now;
  }

  private async outage({ tries, seconds, answer }: Extract<Command, { do: "outage" }>) {
    this.network.otherwise = answer;
    for (let done = 0; done < tries; done++) await this.pass(seconds, []);
    this.network.otherwise = 200;
  }

  private async accept(contacts: number[]) {
    const { status } = this.rows.webhook();
    const events = contacts.map((contact) => {
      const id = String(100 + contact);
      const mailId = `mail-${++this.events}`;
      if (this.begin.style === "stream") {
        return opened({ contact: { id }, data: { ...opened().data, mailId } });
      }
      const event = passed({ contact: { id } });
      if (this.begin.style === "simple") return event;
      return { ...event, type: TYPES.signed, data: { optInField: "optin_News" } };
    });
    const { events: accepted } = await this.world.accept(events);
    const owes = status === "active" || status === "suspended" ? 1 : 0;
    expect(accepted.map((event) => event.deliveries)).toEqual(events.map(() => owes));
    this.ledger.owed += owes * events.length;
  }

  private async pass(seconds: number, answers: Answer[]) {
    this.world.clock.now += seconds * SECOND;
    // As the engine's thread looks at what nobody tells of.
    this.engines.present.wake();
    await this.deliver(answers);
  }

  private async deliver(answers: Answer[]) {
    this.network.answers = [...answers];
    await runDueReplays(this.world.tidings, (ids) => this.engines.present.wake(ids));
    await this.engines.present.drain();
    const { now } = this.world.clock;
    // A lane that was held back by an earlier rule's interval or order is looked at when that has passed.
    if (now >= this.editedAt + LOOK_AGAIN_MS) this.ledger.checkNothingWaits(this.rules.at(-1) as Rules, now);
  }

  /**
   * Requests stay without an answer; meanwhile a person may cancel what waits or one that is under way. Then the
   * engine is killed, and the answers may still come, too late; or they come in time.
   */
  private async hang({ answers, cancel, end }: Extract<Command, { do: "hang" }>) {
    const { engines, network, rows, ledger } = this;
    const { drained } = await engines.hang(answers);
    // Answers to an engine that died before this one come while this one sends the same again.
    await engines.answerKilled();
    const underWay = rows.sending().map(({ id }) => id);
    const cancelled = await this.cancelDuring(cancel, underWay);
    if (typeof end === "number") {
      network.answers = [];
      for (const { answer } of network.silent.splice(0)) answer(outcomeOf(end));
      await drained;
    } else {
      for (const id of underWay) ledger.of(id).interrupted++;
      await engines.kill(drained, underWay.length);
      if (end === "crash, then answers") await engines.answerKilled();
    }
    const states = rows.deliveries().filter(({ id }) => cancelled.includes(id));
    const expected = end === 200 ? "delivered" : "cancelled";
    expect(states.map(({ state }) => state)).toEqual(cancelled.map(() => expected));
  }

  /** @returns what was under way and is cancelled unless it succeeds */
  private async cancelDuring(cancel: string, underWay: string[]): Promise<string[]> {
    const { caller } = this.world;
    const [one] = underWay;
    if (cancel === "waiting") {
      const done = await unlessRefused(deactivateWebhook(caller, this.webhookId, { waiting: "cancel" }));
      return done ? underWay : [];
    }
    if (cancel !== "one under way" || !one) return [];
    expect(await cancelDelivery(caller, one)).toEqual({ deliveryId: one, state: "sending" });
    return [one];
  }

  private async withOne(which: number, verb: (id: string) => Promise<unknown>) {
    const deliveries = this.rows.deliveries();
    const one = deliveries[which % Math.max(1, deliveries.length)];
    return one && unlessRefused(verb(one.id));
  }

  private async replay({ kind, perSecond }: Extract<Command, { do: "replay" }>) {
    const { caller, clock } = this.world;
    // What ends in this very moment isn't covered.
    clock.now++;
    const expected = kind === "failed" ? countFailed(this.rows) : countMissed(this.rows);
    const counted = await unlessRefused(startReplay(caller, this.webhookId, { kind, dryRun: true }));
    if (counted) expect(counted, "what is announced").toEqual({ count: expected });
    const replay = await unlessRefused(startReplay(caller, this.webhookId, { kind, perSecond }));
    if (replay) expect(replay).toMatchObject({ total: expected, queued: 0 });
  }

  check() {
    if (this.network.violation) throw this.network.violation;
    const discards = this.rules.some(({ retry }) => runsFromAcceptance(retry));
    this.ledger.check({ tries: Math.max(...this.rules.map(({ retry }) => triesOf(retry))), discards });
  }

  /** Whatever came before: an active webhook's deliveries all come to an end, and leave nothing behind. */
  async finish() {
    const { caller } = this.world;
    await this.probe();
    if (this.rows.webhook().status === "suspended") await activateWebhook(caller, this.webhookId);
    const active = this.rows.webhook().status === "active";
    for (let i = 0; i < 12 && (i < 2 || this.hasWork()); i++) await this.pass(61, []);
    this.check();
    if (active) expect(this.rows.unfinished(), "all come to an end").toEqual([]);
    for (const { state, queued, skipped, total } of this.rows.replays()) {
      if (state === "done") expect(queued + skipped).toBe(total);
    }
    await unlessRefused(deleteWebhook(caller, this.webhookId, { deactivateFirst: true }));
    this.check();
    await this.engines.answerKilled();
  }

  /** With autoResume a suspended webhook comes back by itself once its endpoint answers. */
  private async probe() {
    const { probeAt } = this.rows.webhook();
    if (probeAt === null) return;
    const { clock } = this.world;
    clock.now = Math.max(clock.now, probeAt);
    await this.accept([1]);
    // A list that isn't full waits for others first.
    await this.pass(3, []);
    expect(this.rows.webhook().status, "a probe that succeeds resumes").toBe("active");
  }

  private hasWork() {
    return this.rows.unfinished().length > 0 || this.rows.replays().some(({ state }) => state === "running");
  }

  /** Also after a failure: what is left lying would spoil the shorter histories that are tried then. */
  async clear() {
    await this.engines.present.release();
    this.rows.clear();
  }
}
