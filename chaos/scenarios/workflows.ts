import { type Caller, COMMAND_LINE } from "@/lib/accounts/caller";
import { updateAccount } from "@/lib/accounts/update-account";
import { createApiKey } from "@/lib/api-keys/create";
import { openInstance } from "@/lib/instance";
import { createWebhook } from "@/lib/webhooks/create";
import { activateWorkflow } from "@/lib/workflows/change-status";
import { createWorkflow } from "@/lib/workflows/create";
import { type Fault, seededRandom } from "../../e2e/receiver/random-faults";
import { examine, withCopy } from "../examine";
import { createPace, createProducer, postAll } from "../producer";
import { type Report, round, type Scenario, sleep, type Wanted } from "../scenario";
import type { SeededAccount } from "../seed";
import { type Stage, setStage } from "../stage";
import { readWays, type Way } from "../ways";
import { RETRY } from "./kill";

const POSTERS = 16;
const CONCURRENCY = 64;

/** What the question is answered, which is what the contact is; a question is asked three times at most. */
const answers = (vip: "yes" | "no"): Fault[] => [
  { weight: 85, status: 200, body: JSON.stringify({ vip }) },
  { weight: 10, status: 500 },
  { weight: 5, kind: "reset" },
];
const UNSTEADY: Fault[] = [
  { weight: 85, status: 200 },
  { weight: 10, status: 500 },
  { weight: 5, kind: "reset" },
];

/** D21: contacts on their ways through a workflow, and kill -9 of the whole process group, again and again. */
export const workflows: Scenario = {
  promise: "D21",
  async run(wanted: Wanted): Promise<Report> {
    const { seed, short } = wanted;
    const contacts = wanted.events ?? (short ? 300 : 5_000);
    const kills = wanted.kills ?? (short ? 3 : 10);
    const random = seededRandom(seed);
    const stage = await setStage({
      seed,
      faults: { "/ask/yes": answers("yes"), "/ask/no": answers("no"), "/follow-up": UNSTEADY },
      accounts: () => [{ name: "Acme", webhooks: [] }],
    });
    try {
      const account = stage.accounts[0] as SeededAccount;
      const workflow = await publish(stage, account, short ? 1 : 5);
      const kindOf = (key: string) => (Number(key.split("-")[1]) % 3 === 0 ? "yes" : "no");
      const producer = createProducer(stage.product.url, account, (key) => ({
        ...{ type: "custom.arrived", data: {} },
        contact: { id: key, email: `${key}@example.org`, properties: { Kind: kindOf(key) } },
      }));
      const pace = createPace(contacts);
      await stage.product.start();
      const posted = postAll(producer, pace, POSTERS);
      let sound = 0;
      for (let number = 0; number < kills; number++) {
        const after = short ? 300 + random() * 1_200 : 500 + random() * 4_500;
        pace.release(contacts / (kills + 1), after);
        await sleep(after);
        await stage.product.end("SIGKILL");
        if (examine(stage.dataDir).sound) sound++;
        await stage.product.start();
      }
      pace.releaseAll();
      await posted;
      const lastKillAt = Date.now();
      const arrived = await untilAllHaveEnded(stage, account, workflow, contacts, 240);
      await stage.drained(120);
      const drainSeconds = round((Date.now() - lastKillAt) / 1_000);
      await stage.product.end("SIGTERM");
      const ways = withCopy(stage.dataDir, (sqlite) => readWays(sqlite, workflow.id));
      return judge(stage, { workflow, contacts, kills, kindOf, ways, arrived, sound, drainSeconds });
    } finally {
      await stage.close();
    }
  },
};

interface Published {
  id: string;
  key: string;
}

/**
 * Wait, ask, decide on the answer; who is a VIP gets what `followUp` sends, the others a note. What is sent last stands
 * in one place, so that another kind of step can take its place.
 */
async function publish(stage: Stage, account: SeededAccount, waitSeconds: number): Promise<Published> {
  const tidings = await openInstance({ ...stage.env, LOG_LEVEL: "silent" });
  const { clientId: accountId, dataCenterId } = account;
  await updateAccount(tidings, accountId, { feature: "automation=on" });
  const caller: Caller = { tidings, accountId, actor: COMMAND_LINE };
  const { url } = stage.receiver;
  const common = { kind: "workflow", dataCenterId };
  const ask = await createWebhook(caller, {
    ...{ ...common, label: "Ask", profile: "data_request", method: "POST" },
    url: `${url("/ask/")}\${Kind}`,
    delivery: { concurrency: CONCURRENCY, retry: { kind: "schedule", delaysSeconds: [1, 2], jitter: 0 } },
    template: {
      parameters: { in: "query", pairs: [] },
      // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of Tidings
      body: { format: "json", template: '{"id":"${contact.id}"}' },
    },
  });
  const steps = [
    { id: "pause", type: "wait", for: { kind: "duration", seconds: waitSeconds } },
    {
      ...{ id: "ask", type: "webhook", webhookId: ask.id, wait: true, onFailure: "branch" },
      failed: [{ id: "given-up", type: "end" }],
    },
    {
      ...{ id: "vip", type: "condition" },
      // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of Tidings
      rules: [{ kind: "value", value: "${data.Ask.vip}", operator: "is", compareTo: "yes" }],
      yes: [await followUp(caller, dataCenterId, url("/follow-up"))],
      no: [{ id: "note", type: "update_contact", values: [{ property: "Asked", value: "no" }] }],
    },
  ];
  const trigger = { type: "event", eventType: "custom.arrived" };
  const definition = { trigger, reentry: { kind: "once" }, steps };
  const { id } = await createWorkflow(caller, { name: "VIPs", dataCenterId, definition });
  await activateWorkflow(caller, id);
  const { key } = await createApiKey(caller, {
    ...{ name: "Reader", scopes: ["workflows:read"], dataCenterIds: null },
  });
  await tidings.close();
  return { id, key };
}

/** The step that writes to the contact in the end: a notification, which is tried until it is accepted. */
async function followUp(caller: Caller, dataCenterId: number, url: string) {
  const { id: webhookId } = await createWebhook(caller, {
    ...{ kind: "workflow", dataCenterId, label: "Follow-up", profile: "scenario", url },
    delivery: { concurrency: CONCURRENCY, retry: RETRY },
    scenario: { details: ["email"], customFields: "all", consent: [], statistics: [], additional: [] },
  });
  return { id: "follow", type: "webhook", webhookId };
}

/** @returns whether so many passages have begun and ended */
async function untilAllHaveEnded(
  { product }: Stage,
  { clientId }: SeededAccount,
  { id, key }: Published,
  contacts: number,
  withinSeconds: number,
): Promise<boolean> {
  for (const begun = performance.now(); performance.now() - begun < withinSeconds * 1_000; ) {
    const answer = await fetch(`${product.url}/api/v1/${clientId}/workflows/${id}`, {
      headers: { authorization: `Bearer ${key}` },
    });
    const { passages, underWay } = (await answer.json()) as { passages: number; underWay: number };
    if (passages >= contacts && underWay === 0) return true;
    await sleep(250);
  }
  return false;
}

interface Played {
  workflow: Published;
  contacts: number;
  kills: number;
  kindOf(contactId: string): "yes" | "no";
  ways: ReturnType<typeof readWays>;
  arrived: boolean;
  sound: number;
  drainSeconds: number;
}

const ASKED = ["pause waits", "pause waited", "ask requested"];
const WAYS = {
  yes: [...ASKED, "ask answered", "vip yes", "follow requested"],
  no: [...ASKED, "ask answered", "vip no", "note updated"],
  failed: [...ASKED, "ask failed", "given-up ended"],
};

async function judge(stage: Stage, played: Played): Promise<Report> {
  const { contacts, kills, kindOf, ways, arrived, sound, drainSeconds } = played;
  const accepted = { ask: new Set<string>(), follow: new Set<string>() };
  for (const { path, webhookId, status, kind, answered } of await stage.receiver.lines()) {
    if (!answered || kind !== null || status !== 200 || webhookId === null) continue;
    accepted[path.startsWith("/ask/") ? "ask" : "follow"].add(webhookId);
  }
  const failed = ways.passages.filter((way) => is(way, "failed"));
  // Its last answer was on its way when the product was killed.
  const cutOff = ways.deliveries.filter(({ stepId, outcome, webhookId }) => {
    return outcome === "failed" && accepted[stepId as "ask" | "follow"].has(webhookId);
  });
  const cutOffAt = (step: string) => cutOff.filter(({ stepId }) => stepId === step).length;
  const counts = (step: string) => ways.counts.find(({ stepId }) => stepId === step);
  const wrong = ways.passages.filter((way) => !is(way, kindOf(way.contactId)) && !is(way, "failed"));
  return {
    figures: {
      ...{ contacts, kills, passages: ways.passages.length, wrongWays: wrong.length },
      ...{ failed: failed.length, cutOff: cutOff.length, drainSeconds },
      receiver: { ask: accepted.ask.size, follow: accepted.follow.size },
      statistics: { ask: counts("ask")?.accepted, follow: counts("follow")?.accepted },
    },
    held: {
      "every contact has one passage":
        new Set(ways.passages.map(({ contactId }) => contactId)).size === contacts,
      "no contact has two": ways.passages.length === contacts,
      "every passage comes to its end": arrived && ways.passages.every(({ state }) => state === "done"),
      "each has gone exactly one way, and the one that its answer says": wrong.length === 0,
      "the statistics of the question are what the receiver accepted":
        counts("ask")?.accepted === accepted.ask.size - cutOffAt("ask"),
      "the statistics of the follow-up are what the receiver accepted":
        (counts("follow")?.accepted ?? 0) === accepted.follow.size && cutOffAt("follow") === 0,
      "what was asked has been answered or has failed":
        counts("ask")?.requested === contacts && counts("ask")?.failed === failed.length,
      "answers that a kill cut off stay within kills times what was in flight":
        cutOff.length <= kills * CONCURRENCY,
      "every database that a kill left is sound": sound === kills,
    },
  };
}

const is = ({ way }: Way, expected: keyof typeof WAYS) => way.join() === WAYS[expected].join();
