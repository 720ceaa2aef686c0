import { spawn } from "node:child_process";
import { once } from "node:events";
import { examine } from "../examine";
import type { Report, Scenario, Wanted } from "../scenario";
import type { SeededAccount } from "../seed";
import { type Stage, setStage } from "../stage";
import { webhook } from "./kill";

const PARALLEL = 50;
const ROUNDS = 10;

interface Posted {
  status: number;
  accepted?: number;
  id?: string;
}

/** D7: one key is one event: posted in parallel, with other content, and again after a kill between commit and answer. */
export const repeat: Scenario = {
  promise: "D7",
  onPostgres: true,
  async run({ seed, database }: Wanted): Promise<Report> {
    const stage = await setStage({
      ...{ seed, database },
      faults: { "*": [{ weight: 1, status: 200 }] },
      accounts: (url) => [{ name: "Acme", webhooks: [() => webhook(url("/hook"))] }],
    });
    try {
      await stage.product.start();
      const account = stage.accounts[0] as SeededAccount;
      const post = (key: string, contact: string) => postOnce(stage.product.url, account, key, contact);
      const parallel = await Promise.all(Array.from({ length: PARALLEL }, () => post("parallel", "ada")));
      const other = await post("parallel", "ben");
      const ids = new Set(parallel.map(({ id }) => id));

      const gap = { rounds: 0, unanswered: 0, repeated: 0, sameId: 0 };
      while (gap.unanswered === 0 && gap.rounds < ROUNDS) {
        const round = await killAtCommit(stage, post, `gap-${gap.rounds++}-`);
        gap.unanswered += round.unanswered;
        gap.repeated += round.repeated;
        gap.sameId += round.sameId;
      }
      const drained = await stage.drained(30);
      const requests = new Set((await stage.receiver.lines()).map((line) => line.field)).size;
      const stored = 1 + gap.rounds * PARALLEL;
      return {
        figures: {
          ...{
            parallel: PARALLEL,
            acceptedOnce: parallel.reduce((sum, { accepted = 0 }) => sum + accepted, 0),
          },
          ...{ differentIds: ids.size, otherContent: other.status, killRounds: gap.rounds },
          ...{ storedButUnanswered: gap.unanswered, repeated: gap.repeated, sameId: gap.sameId },
          ...{ eventsStored: stored, eventsReceived: requests },
        },
        held: {
          "all of the parallel posts are answered 202": parallel.every(({ status }) => status === 202),
          "one of them is accepted": parallel.filter(({ accepted }) => accepted === 1).length === 1,
          "all of them name the same event": ids.size === 1,
          "other content under the key is 409": other.status === 409,
          "a kill fell between commit and answer": gap.unanswered > 0,
          "every repeat names the event that was stored": gap.sameId === gap.repeated,
          "each event is delivered": drained !== null && requests === stored,
        },
      };
    } finally {
      await stage.close();
    }
  },
};

/** Kills the product the moment the first of many posts is on disk, starts it again and repeats them all. */
async function killAtCommit(
  stage: Stage,
  post: (key: string, contact: string) => Promise<Posted>,
  prefix: string,
) {
  const place = stage.env.DATABASE_URL ?? `${stage.dataDir}/tidings.db`;
  const killer = spawn(
    process.execPath,
    ["chaos/programs/kill-at-commit.mjs", place, String(stage.product.pid), prefix],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  const ended = once(killer, "exit");
  await once(killer.stdout, "data");
  const keys = Array.from({ length: PARALLEL }, (_, number) => `${prefix}${number}`);
  const answered = new Map<string, Posted>();
  await Promise.all(
    keys.map(async (key) => {
      const posted = await post(key, key).catch(() => undefined);
      if (posted) answered.set(key, posted);
    }),
  );
  await ended;
  await stage.product.end("SIGKILL");
  const keyed = await examine(stage, ({ rows }) =>
    rows<{ key: string; id: string }>(
      `SELECT key, event_id AS id FROM event_keys WHERE key >= '${prefix}' AND key < '${prefix}~'`,
    ),
  );
  const stored = new Map(keyed.map(({ key, id }) => [key, id]));
  await stage.product.start();
  const repeats = await Promise.all(keys.map(async (key) => [key, await post(key, key)] as const));
  return {
    unanswered: [...stored.keys()].filter((key) => !answered.has(key)).length,
    repeated: repeats.length,
    /** Of what was stored, or answered, before the kill; of the rest nothing was promised. */
    sameId: repeats.filter(([key, { id, status }]) => {
      const first = stored.get(key) ?? answered.get(key)?.id ?? id;
      return status === 202 && id === first;
    }).length,
  };
}

async function postOnce(url: string, account: SeededAccount, key: string, contact: string): Promise<Posted> {
  const answer = await fetch(`${url}/api/internal/events`, {
    method: "POST",
    headers: { authorization: `Bearer ${account.key}`, "content-type": "application/json" },
    body: JSON.stringify({
      id: key,
      type: "contact.became_contact",
      dataCenterId: account.dataCenterId,
      contact: { id: contact },
    }),
  });
  const body = (await answer.json()) as { accepted?: number; events?: { id: string }[] };
  return {
    status: answer.status,
    ...(body.accepted !== undefined && { accepted: body.accepted }),
    ...(body.events?.[0] && { id: body.events[0].id }),
  };
}
