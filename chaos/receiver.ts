import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Agent, request } from "undici";
import type { DeliveryLine } from "../e2e/receiver/delivery-log";
import type { Fault } from "../e2e/receiver/random-faults";
import type { ReceiverCounters } from "../e2e/receiver/receiver";
import { readDeliveryLog, spawnReceiver } from "../e2e/receiver/spawn";

/** The receiver in a process of its own: its ledger survives whatever becomes of the product. */
export type Ledger = Awaited<ReturnType<typeof startLedger>>;

/** By path: which faults, and how often. */
export type Faults = Record<string, Fault[]>;

/** @param name of its files and of its host; all receivers of a directory are vouched for by one authority */
export async function startLedger(directory: string, faults: Faults, seed: number, name = "receiver") {
  const log = join(directory, `${name}.jsonl`);
  const script = join(directory, `${name}.json`);
  const host = `${name}.example.com`;
  await writeFile(script, JSON.stringify(faults));
  const receiver = await spawnReceiver([
    ...["--log", log, "--script", script, "--seed", String(seed)],
    ...["--field", "EventId", "--ca-dir", join(directory, "authority"), "--names", `127.0.0.1,${host}`],
  ]);
  const dispatcher = new Agent({ connect: { ca: readFileSync(receiver.caFile, "utf8") } });
  const origin = `https://127.0.0.1:${receiver.port}`;
  const call = async <Answer>(method: "GET" | "PUT", path: string, body?: string): Promise<Answer> => {
    const answer = await request(origin + path, { method, dispatcher, ...(body && { body }) });
    return (await answer.body.json()) as Answer;
  };

  return {
    caFile: receiver.caFile,
    /** For EGRESS_RESOLVE. */
    resolve: `${host}=127.0.0.1:${receiver.port}`,
    url: (path: string) => `https://${host}:${receiver.port}${path}`,
    counters: () => call<ReceiverCounters & { settled: number; succeeded: number }>("GET", "/__stats"),
    script: (next: Faults) => call("PUT", "/__script", JSON.stringify(next)),
    /** Every request whose answer was sent or whose connection has ended so far. */
    async lines(): Promise<DeliveryLine[]> {
      await call("GET", "/__stats");
      return readDeliveryLog(log);
    },
    async stop() {
      await dispatcher.close();
      await receiver.stop();
    },
  };
}
