import { randomBytes } from "node:crypto";
import { startHalfOpenProxy } from "../../db/conformance/half-open-proxy";
import { seededRandom } from "../../e2e/receiver/random-faults";
import { compare } from "../compare";
import { createEngineProcess, type EngineProcess } from "../engine-process";
import { createPace, createProducer, postAll } from "../producer";
import { type Report, round, type Scenario, sleep, type Wanted } from "../scenario";
import { type Stage, setStage } from "../stage";
import { flaky, RETRY, webhook } from "./kill";

const ENGINES = 3;
const WEBHOOKS = 6;
const CONCURRENCY = 16;
const POSTERS = 16;
/** The longest that a dead engine's lanes are left to it, and how often the others look. */
const LEASE_SECONDS = 60 + 5;

/**
 * D20: a web process and three engines on one PostgreSQL, one of which is killed again and again, while the server is
 * restarted in the middle and another engine's connections go silent.
 */
export const engines: Scenario = {
  promise: "D1 D2 D3 D20",
  onPostgres: true,
  async run({ seed, short, ...wanted }: Wanted): Promise<Report> {
    const events = wanted.events ?? (short ? 1_000 : 10_000);
    const kills = wanted.kills ?? (short ? 4 : 25);
    const random = seededRandom(seed);
    const stage = await setStage({
      ...{ seed, database: "postgres" },
      faults: { "*": flaky(short ? 500 : 5_000) },
      env: { TIDINGS_ROLE: "web", TIDINGS_SECRET_KEY: randomBytes(32).toString("base64") },
      accounts: (url) => [
        {
          name: "Acme",
          webhooks: {
            count: WEBHOOKS,
            of: (number) => ({
              ...webhook(url(`/hook/${number}`)),
              triggers: [{ type: "contact.updated", properties: [`property-${number}`] }],
              delivery: { concurrency: CONCURRENCY, retry: RETRY },
            }),
          },
        },
      ],
    });
    const proxy = await startHalfOpenProxy(stage.env.DATABASE_URL as string);
    let printed = "";
    const running: EngineProcess[] = [];
    try {
      const { postgres } = stage;
      for (let number = 0; number < ENGINES; number++) {
        const DATABASE_URL = number === ENGINES - 1 ? proxy.url : stage.env.DATABASE_URL;
        running.push(
          createEngineProcess({ ...stage.env, ...(DATABASE_URL && { DATABASE_URL }) }, (text) => {
            printed = (printed + text).slice(-1_000_000);
          }),
        );
      }
      await stage.product.start();
      const producer = createProducer(
        stage.product.url,
        stage.accounts[0] as Stage["accounts"][0],
        changedOne,
      );
      const pace = createPace(events);
      const posted = postAll(producer, pace, POSTERS);
      let lastFaultAt = Date.now();
      for (let number = 0; number < kills; number++) {
        const after = short ? 300 + random() * 1_500 : 500 + random() * 4_500;
        pace.release(events / (kills + 1), after);
        await sleep(after);
        // The one behind the proxy lives: its connections go silent instead.
        const victim = running[Math.floor(random() * (ENGINES - 1))] as EngineProcess;
        await victim.kill();
        if (number === Math.floor(kills / 2)) await postgres?.restart();
        if (number === Math.floor(kills / 3)) proxy.silenceAll();
        victim.start();
        lastFaultAt = Date.now();
      }
      pace.releaseAll();
      await posted;
      const drained = await stage.drained(240);
      const drainSeconds = drained === null ? null : round((Date.now() - lastFaultAt) / 1_000);
      const lines = await stage.receiver.lines();
      const result = compare(producer.accepted.keys(), lines);
      const engineFaults = (printed.match(/"engine\.(turn_failed|fault)"/g) ?? []).length;
      // Of the restart nothing is repeated: what was under way is written when the server is back.
      const duplicatesBound = kills * CONCURRENCY * Math.ceil(WEBHOOKS / (ENGINES - 1));
      return {
        figures: {
          ...result,
          ...{ duplicatesBound, kills, engines: ENGINES, webhooks: WEBHOOKS, restarts: 1, silenced: 1 },
          ...{ drainSeconds, engineFaults, requests: lines.length, answers: producer.answers },
        },
        held: {
          "every event is accepted in the end": result.accepted === events,
          "nothing accepted is lost": result.lost === 0,
          "nothing unknown arrives": result.unknown === 0,
          "duplicates stay within kills times what an engine has under way":
            result.duplicates <= duplicatesBound,
          "every try has the same id and bytes": result.changed === 0,
          // An engine that has nothing to do at that moment doesn't.
          "somebody noticed that the server was away": engineFaults + (producer.answers[503] ?? 0) > 0,
          "all is delivered within a lease and 120 s of the last kill":
            drainSeconds !== null && drainSeconds <= LEASE_SECONDS + 120,
        },
      };
    } finally {
      if (process.env.CHAOS_LOG) process.stderr.write(printed);
      for (const engine of running) await engine.close();
      proxy.close();
      await stage.close();
    }
  },
};

/** Each event is owed to one webhook, chosen by its number. */
const changedOne = (key: string) => ({
  type: "contact.updated",
  contact: { id: key },
  data: {
    changes: [
      {
        ...{ property: `property-${Number(key.replace(/\D/g, "")) % WEBHOOKS}` },
        ...{ oldValue: "a", newValue: "b" },
      },
    ],
  },
});
