import { percentile, round } from "../chaos/scenario";
import type { SeededAccount } from "../chaos/seed";
import { setStage } from "../chaos/stage";

/** How long the Webhooks page takes while the engine has more to deliver than it can. */
const DELIVERIES = Number(process.env.BENCH_DELIVERIES ?? 200_000);
const WEBHOOKS = 50;
const FAN_OUT = 5;
const REQUESTS = Number(process.env.BENCH_REQUESTS ?? 200);

const stage = await setStage({
  seed: 1,
  faults: { "*": [{ weight: 1, status: 200 }] },
  accounts: (url) => [
    {
      name: "Bench",
      webhooks: {
        count: WEBHOOKS,
        of: (number) => ({
          url: url(`/hook/${number}`),
          triggers: [{ type: "contact.updated", properties: [`property-${number % (WEBHOOKS / FAN_OUT)}`] }],
          delivery: { concurrency: 64 },
        }),
      },
    },
  ],
});
const account = stage.accounts[0] as SeededAccount;
await stage.product.start();
for (let index = 0; index < 20; index++) await ask();
const quiet = await times(50);
await owe(DELIVERIES);
const before = { owed: await stage.backlog(), at: performance.now() };
const flatOut = await times(REQUESTS, async () => (await stage.backlog()) > 0);
const after = { owed: await stage.backlog(), at: performance.now() };
process.stdout.write(
  `${JSON.stringify({
    bench: "page",
    ...{ webhooks: WEBHOOKS, requests: flatOut.length, owedBefore: before.owed, owedAfter: after.owed },
    deliveredPerSecond: Math.round(((before.owed - after.owed) * 1_000) / (after.at - before.at)),
    quiet: { medianMs: round(percentile(quiet, 50)), p95Ms: round(percentile(quiet, 95)) },
    flatOut: {
      medianMs: round(percentile(flatOut, 50)),
      p95Ms: round(percentile(flatOut, 95)),
      worstMs: round(percentile(flatOut, 100)),
    },
  })}\n`,
);
await stage.product.end("SIGTERM");
await stage.close();

async function ask(): Promise<number> {
  const begun = performance.now();
  const answer = await fetch(`${stage.product.url}/administration/webhooks`, {
    headers: { cookie: account.cookie },
    redirect: "manual",
  });
  const text = await answer.text();
  if (answer.status !== 200 || !text.includes("Webhook 49"))
    throw new Error(`The page answered ${answer.status}.`);
  return performance.now() - begun;
}

/** One page after another, as long as there is a reason to. */
async function times(requests: number, goOn: () => Promise<boolean> = async () => true): Promise<number[]> {
  const taken: number[] = [];
  while (taken.length < requests && (await goOn())) taken.push(await ask());
  return taken;
}

async function owe(deliveries: number): Promise<void> {
  for (let events = deliveries / FAN_OUT; events > 0; events -= 1_000) {
    const body = Array.from({ length: Math.min(1_000, events) }, (_, index) => ({
      type: "contact.updated",
      dataCenterId: account.dataCenterId,
      contact: { id: index },
      data: {
        changes: [{ property: `property-${index % (WEBHOOKS / FAN_OUT)}`, oldValue: "a", newValue: "b" }],
      },
    }));
    const answer = await fetch(`${stage.product.url}/api/internal/events`, {
      method: "POST",
      headers: { authorization: `Bearer ${account.key}`, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    const text = await answer.text();
    if (answer.status !== 202)
      throw new Error(
        `Events were answered ${answer.status}: ${text}\n${stage.product.output().slice(-3_000)}`,
      );
  }
}
