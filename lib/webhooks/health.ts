import type { DeliverySettings } from "@/db/shapes";
import { HOUR_MS } from "@/lib/time";

/** What is known of how an active webhook has been doing; times in epoch ms. */
export interface HealthFigures {
  /** Deliveries that ended without success one after another. */
  lostInARow: number;
  lastSuccessAt: number | null;
  activatedAt: number;
  /** When the first run failed since the last success; null while all goes well. */
  failingSince: number | null;
}

/** Which rule of decision 11 spoke: failures and hours, or, where retries run at an interval, the hours alone. */
export type HealthRule = "failed_in_a_row" | "no_success";

export type Health =
  | { state: "healthy" }
  | { state: "warning" | "suspended"; rule: HealthRule; lostInARow: number; withoutSuccessMs: number };

type Rules = Pick<DeliverySettings, "retry" | "suspension">;

/** Nothing can be said against a webhook sooner after its last success: a quarter of the fewest hours there are. */
export const EARLIEST_WARNING_MS = HOUR_MS / 4;

/**
 * How a webhook is doing (decision 11). A warning comes at half of what suspends. The hours run from the last success
 * or the activation. Where they alone count, an endpoint that was merely idle is not judged by its first failure: it
 * has to have failed for as long (docs/decisions/007).
 */
export function judgeHealth(figures: HealthFigures, { retry, suspension }: Rules, now: number): Health {
  const { lostInARow, failingSince } = figures;
  if (suspension === null || (failingSince === null && lostInARow === 0)) return { state: "healthy" };
  const since = succeededOrActivatedAt(figures);
  if (retry.kind === "interval") {
    const judged = now - Math.max(since, failingSince ?? now);
    const hours = (suspension.hoursWithoutSuccess / 2) * HOUR_MS;
    return judged < hours / 2
      ? { state: "healthy" }
      : {
          ...{ state: judged < hours ? "warning" : "suspended", rule: "no_success" },
          ...{ lostInARow, withoutSuccessMs: now - since },
        };
  }
  const withoutSuccessMs = now - since;
  const hours = suspension.hoursWithoutSuccess * HOUR_MS;
  const reached = (part: number) =>
    lostInARow >= suspension.failedInARow * part && withoutSuccessMs >= hours * part;
  if (!reached(1 / 2)) return { state: "healthy" };
  const state = reached(1) ? "suspended" : "warning";
  return { state, rule: "failed_in_a_row", lostInARow, withoutSuccessMs };
}

/** From when on the hours without success count. */
export const succeededOrActivatedAt = ({
  lastSuccessAt,
  activatedAt,
}: Pick<HealthFigures, "lastSuccessAt" | "activatedAt">) => Math.max(lastSuccessAt ?? 0, activatedAt);

const FIRST_PROBE_MS = 10 * 60_000;
const LONGEST_PROBE_GAP_MS = 6 * HOUR_MS;
const SHORTEST_PROBE_GAP_MS = 1_000;
/** Webhooks that were suspended in one moment are not probed in one moment for ever. */
const PROBE_JITTER = 0.1;

/**
 * When a suspended webhook is probed next, after so many probes that failed: after 10 minutes, then twice as long each
 * time (and up to a tenth more), at most 6 hours. `scale` is RETRY_TIME_SCALE.
 */
export function nextProbeAt(probes: number, now: number, scale: number, random: () => number): number {
  const jitter = probes === 0 ? 0 : PROBE_JITTER * random();
  const gap = Math.min(FIRST_PROBE_MS * 2 ** probes * (1 + jitter), LONGEST_PROBE_GAP_MS) * scale;
  return now + Math.max(SHORTEST_PROBE_GAP_MS, Math.ceil(gap));
}
