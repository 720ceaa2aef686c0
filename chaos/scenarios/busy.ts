import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { compare } from "../compare";
import { visitAgainAndAgain } from "../page-visits";
import { createProducer, postOpenLoop } from "../producer";
import { percentile, type Report, round, type Scenario, sleep, type Wanted } from "../scenario";
import type { SeededAccount } from "../seed";
import { setOrdinaryStage } from "./ordinary-stage";

const HOLD_MS = 3_000;

/** D15: another program holds SQLite's write lock for 3 s, every 10 s, while events come in and people save. */
export const busy: Scenario = {
  promise: "D15",
  async run({ seed, short, seconds = short ? 10 : 60 }: Wanted): Promise<Report> {
    const stage = await setOrdinaryStage({ seed });
    try {
      await stage.product.start();
      const account = stage.accounts[0] as SeededAccount;
      const producer = createProducer(stage.product.url, account);
      const visits = visitAgainAndAgain(`${stage.product.url}/administration/webhooks`, account.cookie, 250);
      const everyMs = short ? 5_000 : 10_000;
      const file = join(stage.dataDir, "tidings.db");
      const holder = spawn(
        process.execPath,
        ["chaos/programs/hold-lock.mjs", file, String(HOLD_MS), String(everyMs)],
        { stdio: ["pipe", "pipe", "inherit"] },
      );
      let holds = 0;
      holder.stdout.on("data", (chunk) => {
        holds += String(chunk).split("held").length - 1;
      });
      const saves = saveAgainAndAgain(stage.product.url, account);
      await postOpenLoop(producer, { perSecond: 50, seconds, prefix: "event" });
      const saved = await saves.stop();
      await visits.stop();
      const ended = once(holder, "exit");
      holder.stdin.end();
      await ended;
      const drainSeconds = await stage.drained(60);
      const result = compare(producer.accepted.keys(), await stage.receiver.lines());
      const texts = [...producer.refusals.map(({ text }) => text), ...saved.bad].join("\n");
      return {
        figures: {
          ...{ ...result, duplicatesBound: 0, holds, answers: producer.answers },
          ...{ saves: saved.times.length, savesRefused: saved.bad.length },
          slowestSaveMs: round(percentile(saved.times, 100)),
          ...{ pages: visits.times.length, pageP95Ms: round(percentile(visits.times, 95)) },
          drainSeconds: drainSeconds === null ? null : round(drainSeconds),
        },
        held: {
          "the lock was held": holds >= 1,
          "every event is accepted": Object.keys(producer.answers).join() === "202",
          "nobody sees SQLITE_BUSY": !/SQLITE_|database is locked/i.test(texts),
          "every save succeeds": saved.bad.length === 0 && saved.times.length > 0,
          "every page is there": visits.bad.length === 0 && visits.times.length > 0,
          "nothing accepted is lost": result.lost === 0 && drainSeconds !== null,
          "nothing unknown arrives": result.unknown === 0,
          "nothing arrives twice": result.duplicates === 0,
        },
      };
    } finally {
      await stage.close();
    }
  },
};

/** Somebody who changes a webhook's description again and again. */
function saveAgainAndAgain(url: string, { clientId, key, webhookIds }: SeededAccount) {
  const saved = { times: [] as number[], bad: [] as string[] };
  let stopping = false;
  const walk = (async () => {
    for (let number = 0; !stopping; number++) {
      const begun = performance.now();
      const answer = await fetch(`${url}/api/v1/${clientId}/webhooks/${webhookIds[0]}`, {
        method: "PATCH",
        headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
        body: JSON.stringify({ description: `Saved ${number} times` }),
      });
      const text = await answer.text();
      if (answer.status === 200) saved.times.push(performance.now() - begun);
      else saved.bad.push(`${answer.status} ${text}`);
      await sleep(500);
    }
  })();
  return {
    async stop() {
      stopping = true;
      await walk;
      return saved;
    },
  };
}
