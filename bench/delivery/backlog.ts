import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { SpawnedReceiver } from "@/e2e/receiver/spawn";
import type { FromPart, PartOptions, ToPart } from "./backlog-part";

const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 5);
const ROUND_MS = 3_000;

/**
 * One webhook with so many owed deliveries beside one with a tenth of them, each in a process of its own that
 * delivers for a while, in turns: what a delivery costs, and how much memory the engine takes for them.
 */
export async function measureBacklog(receiver: SpawnedReceiver, backlog: number) {
  const large = await Part.make(receiver, backlog);
  const small = await Part.make(receiver, Math.round(backlog / 10));
  await small.drain();
  await large.drain();
  const ratios: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const few = await small.drain();
    const many = await large.drain();
    ratios.push(few / many);
  }
  const result = {
    backlog,
    deliveredPerSecondWithBacklog: Math.round(median(large.rates)),
    deliveredPerSecondWithTenth: Math.round(median(small.rates)),
    costRatioAtTenfold: Number(median(ratios).toFixed(3)),
    rssMiB: { atStart: large.rssAtStart, most: large.rssMost, mostWithTenth: small.rssMost },
    rssGrowthMiB: large.rssMost - large.rssAtStart,
    rssGrowthOverTenthMiB: large.rssMost - small.rssMost,
  };
  await large.end();
  await small.end();
  return result;
}

class Part {
  readonly rates: number[] = [];
  rssMost = 0;

  private constructor(
    private readonly child: ChildProcess,
    private readonly dataDir: string,
    readonly rssAtStart: number,
  ) {}

  static async make({ port, caFile }: SpawnedReceiver, backlog: number): Promise<Part> {
    const dataDir = mkdtempSync(join(tmpdir(), "tidings-bench-backlog-"));
    const filler = start({ dataDir, caFile, port, fill: backlog });
    await once(filler, "exit");
    const child = start({ dataDir, caFile, port, fill: null });
    const [{ rssMiB }] = (await once(child, "message")) as [FromPart];
    return new Part(child, dataDir, rssMiB);
  }

  async drain(): Promise<number> {
    const answer = once(this.child, "message");
    this.child.send({ drainMs: ROUND_MS } satisfies ToPart);
    const [message] = (await answer) as [FromPart];
    if (!("succeeded" in message)) throw new Error("The part did not deliver.");
    this.rssMost = Math.max(this.rssMost, message.rssMiB);
    const rate = message.succeeded / message.seconds;
    this.rates.push(rate);
    return rate;
  }

  async end() {
    const exited = once(this.child, "exit");
    this.child.send({ end: true } satisfies ToPart);
    await exited;
    rmSync(this.dataDir, { recursive: true, force: true });
  }
}

/** The bench's own bundle, told by its environment that it is a part. */
const start = (options: PartOptions) =>
  fork(fileURLToPath(import.meta.url), {
    env: { ...process.env, BENCH_PART: JSON.stringify(options) },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
