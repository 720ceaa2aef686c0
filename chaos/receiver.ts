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

export async function startLedger(directory: string, faults: Faults, seed: number) {
  const log = join(directory, "receiver.jsonl");
  const script = join(directory, "faults.json");
  await writeFile(script, JSON.stringify(faults));
  const receiver = await spawnReceiver([
    ...["--log", log, "--script", script, "--seed", String(seed)],
    ...["--field", "EventId"],
  ]);
  const dispatcher = new Agent({ connect: { ca: readFileSync(receiver.caFile, "utf8") } });
  const origin = `https://127.0.0.1:${receiver.port}`;
  const call = async <Answer>(method: "GET" | "PUT", path: string, body?: string): Promise<Answer> => {
    const answer = await request(origin + path, { method, dispatcher, ...(body && { body }) });
    return (await answer.body.json()) as Answer;
  };

  return {
    port: receiver.port,
    caFile: receiver.caFile,
    url: (path: string) => `https://receiver.example.com:${receiver.port}${path}`,
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
