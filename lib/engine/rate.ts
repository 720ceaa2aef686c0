/** A webhook's own limit of requests a second, as a bucket that fills steadily and never holds much. */
export interface Rate {
  /** Requests that may leave now, with a fraction. */
  tokens: number;
  /** When that was so (epoch ms). */
  at: number;
}

/** At most so much of a second's requests leaves at once: a receiver that counts by the second sees no more. */
const BURST_MS = 50;

export function refill(rate: Rate | undefined, perSecond: number, now: number): Rate {
  const most = Math.max(1, (perSecond * BURST_MS) / 1_000);
  if (!rate) return { tokens: most, at: now };
  const gained = (Math.max(0, now - rate.at) * perSecond) / 1_000;
  return { tokens: Math.min(most, rate.tokens + gained), at: now };
}

/** When the next request may leave. */
export const nextAt = ({ tokens, at }: Rate, perSecond: number): number =>
  tokens >= 1 ? at : at + Math.ceil(((1 - tokens) * 1_000) / perSecond);
