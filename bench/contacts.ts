import { consoleApi } from "@/lib/paths";
import { percentile, round, sleep } from "../chaos/scenario";
import type { SeededAccount } from "../chaos/seed";
import { setStage } from "../chaos/stage";
import { fillWithContacts } from "./fill-with-contacts";
import { importContacts } from "./import-contacts";
import { openLoop } from "./open-loop";

/**
 * Search as somebody types, in a directory of 1,000,000 contacts; then a file of 100,000 is imported
 * into it while events are posted one by one: how long it takes, and how late deliveries are meanwhile beside before.
 */
const CONTACTS = Number(process.env.BENCH_CONTACTS ?? 1_000_000);
const IMPORTED = Number(process.env.BENCH_IMPORTED ?? 100_000);
const SEARCHES = Number(process.env.BENCH_SEARCHES ?? 1_000);
const PER_SECOND = Number(process.env.BENCH_RATE ?? 100);

const stage = await setStage({
  seed: 1,
  faults: { "*": [{ weight: 1, status: 200 }] },
  accounts: (url) => [
    {
      name: "Bench",
      webhooks: [() => ({ url: url("/hook"), triggers: [{ type: "persona.threshold_passed" }] })],
    },
  ],
});
const account = stage.accounts[0] as SeededAccount;
const typed = await fillWithContacts(stage.dataDir, account, CONTACTS);
await stage.product.start();
let found = 0;
for (const q of typed(100)) await search(q);
found = 0;
const searches: number[] = [];
for (const q of typed(SEARCHES)) searches.push(await search(q));

const alone = await latency(10);
const begun = performance.now();
const running = importContacts(stage.dataDir, account, IMPORTED);
let over = false;
const done = running.then((seconds) => {
  over = true;
  return seconds;
});
const beside: number[] = [];
while (!over && performance.now() - begun < 600_000) beside.push(...(await latency(5)));
const importSeconds = await done;

process.stdout.write(
  `${JSON.stringify({
    bench: "contacts",
    contacts: CONTACTS,
    search: {
      ...{ searches: searches.length, found },
      medianMs: round(percentile(searches, 50), 1),
      p95Ms: round(percentile(searches, 95), 1),
      worstMs: round(percentile(searches, 100), 1),
    },
    import: { contacts: IMPORTED, seconds: round(importSeconds, 1) },
    deliveries: {
      perSecond: PER_SECOND,
      alone: { medianMs: round(percentile(alone, 50), 1), p95Ms: round(percentile(alone, 95), 1) },
      beside: { medianMs: round(percentile(beside, 50), 1), p95Ms: round(percentile(beside, 95), 1) },
    },
  })}\n`,
);
await stage.product.end("SIGTERM");
await stage.close();

/** As a field of the console asks, 20 at a time. */
async function search(q: string): Promise<number> {
  const wanted = { dataCenterId: String(account.dataCenterId), q, limit: "20" };
  const began = performance.now();
  const answer = await fetch(`${stage.product.url}${consoleApi.contacts(wanted)}`, {
    headers: { cookie: account.cookie },
  });
  const { contacts } = (await answer.json()) as { contacts: unknown[] };
  const took = performance.now() - began;
  if (answer.status !== 200) throw new Error(`${q} was answered ${answer.status}.`);
  if (contacts.length > 0) found++;
  return took;
}

/** From the 202 to the receiver's reading of the head, for some seconds. */
async function latency(seconds: number): Promise<number[]> {
  const accepted = await openLoop(stage.product.url, account, { perSecond: PER_SECOND, seconds });
  await sleep(500);
  await stage.drained(60);
  return (await stage.receiver.lines()).flatMap(({ field, begunAt, attempt }) => {
    const at = accepted.get(field ?? "");
    return at !== undefined && attempt === 1 ? [begunAt - at] : [];
  });
}
