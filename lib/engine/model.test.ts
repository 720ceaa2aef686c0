import fc from "fast-check";
import { afterAll, beforeAll, describe, it } from "vitest";
import { openWorld, type World } from "@/e2e/fixtures/world";
import { updateAccount } from "@/lib/accounts/update-account";
import { history } from "./model/commands.fixture";
import { History } from "./model/history.fixture";
import { KEPT_DAYS } from "./model/ledger.fixture";

/**
 * D18: any sequence of what people, producers, receivers, time and kills do, on the real database with the real
 * engine; only the network and the clock are played. `D18_RUNS=5000 npx vitest run lib/engine/model.test.ts` is the
 * acceptance figure.
 */
const RUNS = Number(process.env.D18_RUNS || 200);

let world: World;
beforeAll(async () => {
  world = await openWorld({ on: "sqlite" });
  // Whether a power cut loses something isn't asked here, and each history commits a hundred times.
  const { database } = world.tidings;
  if (database.dialect === "sqlite") database.sqlite.pragma("synchronous = OFF");
  await updateAccount(world.tidings, world.clientId, { webhookLimit: 1_000_000, retentionDays: KEPT_DAYS });
});
afterAll(() => world.close());

describe("a delivery's life", () => {
  it(
    `D18: keeps its promises through ${RUNS} random histories of posts, answers, people, time and kills`,
    async () => {
      await fc.assert(
        fc.asyncProperty(history, async ({ start, commands }) => {
          const life = await History.begin(world, start);
          try {
            for (const command of commands) {
              await life.execute(command);
              life.check();
            }
            await life.finish();
          } finally {
            await life.clear();
          }
        }),
        // On a slow machine fewer histories, unless so many were asked for.
        { numRuns: RUNS, ...(process.env.D18_RUNS ? {} : { interruptAfterTimeLimit: 60_000 }) },
      );
    },
    90_000 + RUNS * 1_000,
  );
});
