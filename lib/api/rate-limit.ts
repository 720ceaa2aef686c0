import { RateLimiterMemory, type RateLimiterRes } from "rate-limiter-flexible";
import { Problem } from "@/lib/errors";

const WINDOW_SECONDS = 60;

/** What a call takes of the limit, as headers tell it (draft-ietf-httpapi-ratelimit-headers-10). */
export type RateLimitHeaders = Record<"RateLimit" | "RateLimit-Policy", string>;

export type RateLimit = ReturnType<typeof createRateLimit>;

/**
 * How often somebody may do something in a minute: each key and each person call the administration API, each account
 * test what is not saved. Kept in memory: each process counts for itself. Producers' events are not counted here; for
 * them INTAKE_MAX_BACKLOG holds.
 * @param what is counted, in the plural
 */
export function createRateLimit(perMinute: number, what = "calls") {
  const limiter = new RateLimiterMemory({ keyPrefix: what, points: perMinute, duration: WINDOW_SECONDS });
  const policy = `"default";q=${perMinute};w=${WINDOW_SECONDS}`;

  const headersOf = ({ remainingPoints, msBeforeNext }: RateLimiterRes): RateLimitHeaders => ({
    "RateLimit-Policy": policy,
    RateLimit: `"default";r=${Math.max(0, remainingPoints)};t=${Math.ceil(msBeforeNext / 1_000)}`,
  });

  return {
    /** @param who a key's, a person's or an account's id @throws Problem 429 */
    async take(who: string): Promise<RateLimitHeaders> {
      try {
        return headersOf(await limiter.consume(who));
      } catch (refused) {
        if (refused instanceof Error) throw refused;
        const headers = headersOf(refused as RateLimiterRes);
        const seconds = Math.max(1, Math.ceil((refused as RateLimiterRes).msBeforeNext / 1_000));
        throw new Problem(
          "rate_limited",
          `More than ${perMinute.toLocaleString("en")} ${what} within a minute. Go on in ${seconds} s.`,
          [],
          { ...headers, "Retry-After": String(seconds) },
        );
      }
    },
  };
}
