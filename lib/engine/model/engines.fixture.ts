import { expect } from "vitest";
import { newId } from "@/lib/ids";
import type { Instance } from "@/lib/instance";
import { Engine } from "../engine";
import type { Answer } from "./commands.fixture";
import { type Network, outcomeOf, type Silent } from "./network.fixture";
import type { Rows } from "./rows.fixture";

/** The engine that lives, and those that were killed for the model but in truth wait for the answers to what they sent. */
export class Engines {
  present: Engine;
  private readonly zombies: { silent: Silent[]; drained: Promise<unknown> }[] = [];

  constructor(
    private readonly tidings: Instance,
    private readonly rows: Rows,
    private readonly network: Network,
  ) {
    this.present = this.begin();
  }

  private begin() {
    const { tidings } = this;
    const engine = new Engine(tidings, { owner: newId(), alone: true });
    tidings.wakeListeners.clear();
    tidings.wakeListeners.add((ids) => engine.wake(ids));
    return engine;
  }

  /** Lets the engine work until all that is under way waits for an answer. @returns when it will have drained */
  async hang(answers: Answer[]): Promise<{ drained: Promise<unknown> }> {
    const { network, rows } = this;
    network.answers = [...answers, "silence", "silence", "silence"];
    const drained = this.present.drain().then(() => true);
    for (let turn = 0; ; turn++) {
      if (network.violation) throw network.violation;
      expect(turn, "the engine comes to rest").toBeLessThan(20_000);
      const done = await Promise.race([drained, new Promise<false>((r) => setImmediate(() => r(false)))]);
      if (done) break;
      const events = network.silent.reduce((sum, silent) => sum + silent.events, 0);
      if (events > 0 && rows.sending().length === events) break;
    }
    return { drained };
  }

  /** The next one puts back what was under way. */
  async kill(drained: Promise<unknown>, underWay: number) {
    this.present.stop();
    this.zombies.push({ silent: this.network.bury(), drained });
    this.present = this.begin();
    expect(await this.present.rescue()).toBe(underWay);
  }

  /** They have lost their leases: nothing of what they learned may be written. */
  async answerKilled() {
    const before = this.rows.deliveries();
    for (const { silent, drained } of this.zombies.splice(0)) {
      for (const { answer } of silent) answer(outcomeOf(200));
      await drained;
    }
    expect(this.rows.deliveries()).toEqual(before);
  }
}
