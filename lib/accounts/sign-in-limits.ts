import { RateLimiterMemory, RateLimiterPostgres, type RateLimiterRes } from "rate-limiter-flexible";
import type { PostgresDatabase } from "@/db/connect-postgres";
import type { SqliteDatabase } from "@/db/connect-sqlite";
import { Problem } from "@/lib/errors";
import { addressGroup } from "./client-address";

const QUARTER = 15 * 60;

/** Tries in one window. Two windows may touch, so at most twice as many are evaluated within 15 minutes (G5: 20). */
const TRIES = { person: 10, device: 10, address: 50, setUpCode: 10, resetsOfPerson: 5, resetsOfAddress: 50 };

export interface Attempt {
  /** What is guessed; each kind has tries of its own. */
  kind: "password" | "code";
  /** The e-mail address, whether anybody has it or not. */
  email: string;
  /** The browser's id, if it signed in as this person before. */
  device: string | null;
  address: string | null;
}

export type SignInLimits = ReturnType<typeof createSignInLimits>;

/**
 * How often may be guessed. Each try is counted before it is evaluated, so that a thousand at once are no more than a
 * thousand in turn. On SQLite, which one process serves, kept in memory, so that a restart begins anew; on PostgreSQL
 * in a table, where all processes count together.
 */
export function createSignInLimits(database?: SqliteDatabase | PostgresDatabase) {
  const budget = (keyPrefix: string, points: number, duration = QUARTER): Budget =>
    database?.dialect === "postgres"
      ? new RateLimiterPostgres({ ...IN_A_TABLE, storeClient: database.pool, keyPrefix, points, duration })
      : new RateLimiterMemory({ keyPrefix, points, duration });
  const persons = budget("person", TRIES.person);
  const devices = budget("device", TRIES.device);
  const addresses = budget("address", TRIES.address);
  const own = budget("own", TRIES.person);
  const setUpCodes = budget("set-up", TRIES.setUpCode);
  const resetsOfPersons = budget("reset-person", TRIES.resetsOfPerson, 4 * QUARTER);
  const resetsOfAddresses = budget("reset-address", TRIES.resetsOfAddress, 4 * QUARTER);
  const usedCodes = budget("used-code", 1, 120);

  return {
    /**
     * Takes a try at signing in. A known device uses its own; everybody else one of the address, then one of the
     * person, in this order, so that a single address soon can't use up the tries of many.
     * @returns what to call when the guess was right: only wrong ones stay counted
     * @throws Problem 429
     */
    async begin({ kind, email, device, address }: Attempt): Promise<{ succeeded(): Promise<unknown> }> {
      const person = `${kind}:${email.toLowerCase()}`;
      if (device) {
        const key = `${person}:${device}`;
        await take(devices, key);
        return { succeeded: () => devices.delete(key) };
      }
      const group = addressGroup(address);
      await take(addresses, group);
      await take(persons, person);
      return { succeeded: () => Promise.all([addresses.reward(group), persons.reward(person)]) };
    },

    /** Takes a try at something that a signed-in person has to prove again, such as the present password. */
    async beginOwn(userId: string): Promise<{ succeeded(): Promise<unknown> }> {
      await take(own, userId);
      return { succeeded: () => own.delete(userId) };
    },

    async beginSetUp(address: string | null): Promise<void> {
      await take(setUpCodes, addressGroup(address));
    },

    /** Each request for a reset counts, whether anybody has the address or not. */
    async beginReset(email: string, address: string | null): Promise<void> {
      await take(resetsOfAddresses, addressGroup(address));
      await take(resetsOfPersons, email.toLowerCase());
    },

    /** Whether a code is seen for the first time; within its 90 seconds somebody may have watched it being typed. */
    isFirstUse: (userId: string, code: string) =>
      usedCodes.consume(`${userId}:${code}`).then(
        () => true,
        (refusal) => {
          if (refusal instanceof Error) throw refusal;
          return false;
        },
      ),
  };
}

type Budget = Pick<RateLimiterMemory, "consume" | "delete" | "reward">;

/** Made by the first migration. */
const IN_A_TABLE = { storeType: "pool", tableName: "rate_limits", tableCreated: true } as const;

async function take(budget: Budget, key: string): Promise<void> {
  try {
    await budget.consume(key);
  } catch (refusal) {
    // The database is in trouble.
    if (refusal instanceof Error) throw refusal;
    const seconds = Math.max(1, Math.ceil((refusal as RateLimiterRes).msBeforeNext / 1_000));
    const minutes = Math.ceil(seconds / 60);
    throw new Problem(
      "too_many_attempts",
      `Too many attempts. Try again in ${minutes === 1 ? "one minute" : `${minutes} minutes`}.`,
      [],
      { "retry-after": String(seconds) },
    );
  }
}
