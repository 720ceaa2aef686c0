import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type PostgresServer, startPostgres } from "../db/conformance/postgres-server";
import { freePort } from "../e2e/fixtures/server";
import { createProduct, type Product, type ProductOptions } from "./product";
import { type Faults, type Ledger, startLedger } from "./receiver";
import { sleep } from "./scenario";
import { type AccountPlan, type SeededAccount, seedAccounts } from "./seed";

/** A product that is not started yet, its data, and a receiver in a process of its own. */
export interface Stage {
  directory: string;
  dataDir: string;
  env: Record<string, string>;
  receiver: Ledger;
  /** A receiver in another process, where one was asked for. */
  second: Ledger | undefined;
  product: Product;
  /** Where it was asked for. */
  postgres: PostgresServer | undefined;
  accounts: SeededAccount[];
  /** Kill -9 of the product's whole process group; a PostgreSQL goes with it and recovers from its log. */
  crash(): Promise<void>;
  /** Deliveries that are not final, as the product's health tells. */
  backlog(): Promise<number>;
  /** Waits until nothing is owed any more. @returns the seconds it took, null if it took longer than `withinSeconds` */
  drained(withinSeconds: number): Promise<number | null>;
  close(): Promise<void>;
}

export interface StagePlan {
  seed: number;
  faults: Faults;
  /** The faults of a second receiver, in a process of its own. */
  secondFaults?: Faults;
  /** What the accounts are, once the receivers' addresses are known. */
  accounts(url: (path: string) => string, secondUrl: (path: string) => string): AccountPlan[];
  env?: Record<string, string>;
  dataDir?: string;
  within?: ProductOptions["within"];
  /** On a PostgreSQL of its own, with fsync, in place of SQLite. */
  database?: "postgres" | undefined;
}

export async function setStage(plan: StagePlan): Promise<Stage> {
  const directory = mkdtempSync(join(tmpdir(), "tidings-chaos-"));
  const dataDir = plan.dataDir ?? join(directory, "data");
  const receiver = await startLedger(directory, plan.faults, plan.seed);
  const second = plan.secondFaults && (await startLedger(directory, plan.secondFaults, plan.seed, "second"));
  const postgres = plan.database && (await startPostgres({ durable: true }));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const env = {
    PORT: String(port),
    DATA_DIR: dataDir,
    LOG_LEVEL: "warn",
    EGRESS_ALLOW_CIDRS: "127.0.0.0/8",
    EGRESS_CA_FILE: receiver.caFile,
    ...(postgres && { DATABASE_URL: postgres.url("postgres") }),
    EGRESS_RESOLVE: [receiver, second].flatMap((ledger) => ledger?.resolve ?? []).join(),
    ...plan.env,
  };
  const accounts = await seedAccounts(env, plan.accounts(receiver.url, (second ?? receiver).url));
  const product = createProduct({ url, env, ...(plan.within && { within: plan.within }) });

  const backlog = async () => {
    const answer = await fetch(`${url}/api/health`);
    const health = (await answer.json()) as { engine: { backlog: number | null } };
    return health.engine.backlog ?? Number.NaN;
  };
  return {
    ...{ directory, dataDir, env, receiver, second, product, postgres, accounts, backlog },
    async crash() {
      await Promise.all([product.end("SIGKILL"), postgres?.restart("immediate")]);
    },
    async drained(withinSeconds) {
      const begun = performance.now();
      for (;;) {
        const seconds = (performance.now() - begun) / 1_000;
        if ((await backlog().catch(() => Number.NaN)) === 0) return seconds;
        if (seconds > withinSeconds) return null;
        await sleep(100);
      }
    },
    async close() {
      await product.end(process.env.BENCH_PROFILE ? "SIGTERM" : "SIGKILL");
      await Promise.all([receiver.stop(), second?.stop(), postgres?.stop()]);
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
