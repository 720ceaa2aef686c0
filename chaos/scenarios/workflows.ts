import { type MailServer, startMailServer } from "@/lib/notifications/mail-server.fixture";
import { type Fault, seededRandom } from "../../e2e/receiver/random-faults";
import { examine } from "../examine";
import { createPace, createProducer, postAll } from "../producer";
import { type Report, round, type Scenario, sleep, type Wanted } from "../scenario";
import type { SeededAccount } from "../seed";
import { type Stage, setStage } from "../stage";
import { CONCURRENCY, type Published, publish } from "../vips";
import { readWays, type Way } from "../ways";

const POSTERS = 16;
/** Mails that are under way at once (lib/notifications/claim-messages.ts). */
const MAILS_AT_ONCE = 20;

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
  onPostgres: true,
  async run(wanted: Wanted): Promise<Report> {
    const { seed, short, database } = wanted;
    const contacts = wanted.events ?? (short ? 300 : 5_000);
    const kills = wanted.kills ?? (short ? 3 : 10);
    const random = seededRandom(seed);
    const mailServer = await startMailServer();
    const stage = await setStage({
      ...{ seed, database },
      env: { SMTP_URL: mailServer.url, MAIL_FROM: "Acme <news@acme.example>" },
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
        await stage.crash();
        if (await examine(stage, (remains) => remains.sound())) sound++;
        await stage.product.start();
      }
      pace.releaseAll();
      await posted;
      const lastKillAt = Date.now();
      const arrived = await untilAllHaveEnded(stage, account, workflow, contacts, 240);
      await stage.drained(120);
      await untilMailsStandStill(mailServer);
      const drainSeconds = round((Date.now() - lastKillAt) / 1_000);
      await stage.product.end("SIGTERM");
      const ways = await examine(stage, (remains) => readWays(remains, workflow.id));
      return await judge(stage, {
        contacts,
        kills,
        kindOf,
        mailed: mailedBy(mailServer),
        ways,
        arrived,
        sound,
        drainSeconds,
      });
    } finally {
      await stage.close();
      await mailServer.close();
    }
  },
};

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

/** One that a kill cut off while it was handed over is never sent again, so that not all may come. */
async function untilMailsStandStill({ received }: MailServer): Promise<void> {
  for (let before = -1; before !== received.length; ) {
    before = received.length;
    await sleep(3_000);
  }
}

const mailedBy = ({ received }: MailServer): string[] => received.flatMap(({ to }) => to);

interface Played {
  mailed: string[];
  contacts: number;
  kills: number;
  kindOf(contactId: string): "yes" | "no";
  ways: Awaited<ReturnType<typeof readWays>>;
  arrived: boolean;
  sound: number;
  drainSeconds: number;
}

const ASKED = ["pause waits", "pause waited", "ask requested"];
const WAYS = {
  yes: [...ASKED, "ask answered", "vip yes", "follow requested", "mail queued"],
  no: [...ASKED, "ask answered", "vip no", "note updated"],
  failed: [...ASKED, "ask failed", "given-up ended"],
};

async function judge(stage: Stage, played: Played): Promise<Report> {
  const { contacts, kills, kindOf, ways, arrived, sound, drainSeconds, mailed } = played;
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
  const toMail = ways.passages.filter((way) => is(way, "yes")).length;
  const sent = ways.mails.filter((mail) => mail.sent).map(({ recipient }) => recipient);
  // Begun once and not known to have arrived: a kill came while it was handed over.
  const handedOver = ways.mails.filter((mail) => !mail.sent && mail.attempts === 1);
  const wrong = ways.passages.filter((way) => !is(way, kindOf(way.contactId)) && !is(way, "failed"));
  return {
    figures: {
      ...{ contacts, kills, passages: ways.passages.length, wrongWays: wrong.length },
      ...{ failed: failed.length, cutOff: cutOff.length, drainSeconds },
      receiver: { ask: accepted.ask.size, follow: accepted.follow.size, mail: mailed.length },
      statistics: {
        ask: counts("ask")?.accepted,
        follow: counts("follow")?.accepted,
        mail: counts("mail")?.accepted,
      },
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
      "no contact gets a mail twice": new Set(mailed).size === mailed.length,
      "every mail arrives that no kill cut off":
        ways.mails.length === toMail &&
        sent.length + handedOver.length === toMail &&
        sent.every((recipient) => mailed.includes(recipient)),
      "mails that a kill cut off stay within kills times what was in flight":
        handedOver.length <= kills * MAILS_AT_ONCE,
      "the statistics of the mail are what the mail server took": counts("mail")?.accepted === sent.length,
      "what was asked has been answered or has failed":
        counts("ask")?.requested === contacts && counts("ask")?.failed === failed.length,
      "answers that a kill cut off stay within kills times what was in flight":
        cutOff.length <= kills * CONCURRENCY,
      "every database that a kill left is sound": sound === kills,
    },
  };
}

const is = ({ way }: Way, expected: keyof typeof WAYS) => way.join() === WAYS[expected].join();
