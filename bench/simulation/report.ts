import { type Deliveries, STATES } from "./deliveries";
import type { Profile, Webhook } from "./webhook";

/** Counts as the simulation goes. */
export class Report {
  private attempts = 0;
  private readonly during: Record<Profile, number> = { simple: 0, stream: 0 };
  private second = { at: -1, requests: 0, most: 0 };
  /** When each of what was delivered after the outage was delivered. */
  private readonly deliveredAt: number[] = [];
  private lastEndedAt = 0;

  constructor(private readonly outageEnd: number) {}

  begun(webhook: Webhook, now: number) {
    this.attempts++;
    if (now < this.outageEnd) {
      this.during[webhook.profile]++;
      return;
    }
    for (const second of [this.second, webhook.second]) {
      const at = Math.floor(now / 1_000);
      if (second.at !== at) Object.assign(second, { at, requests: 0 });
      second.most = Math.max(second.most, ++second.requests);
    }
  }

  ended(state: string, now: number) {
    this.lastEndedAt = Math.max(this.lastEndedAt, now);
    if (state === "delivered") this.deliveredAt.push(now);
  }

  result(deliveries: Deliveries, webhooks: Webhook[], suspensions: number) {
    const delivered = deliveries.count(STATES.delivered);
    const failed = deliveries.count(STATES.failed);
    const discarded = deliveries.count(STATES.discarded);
    const after = this.deliveredAt.toSorted((a, b) => a - b);
    const drained = (part: number) => {
      const at = after[Math.max(0, Math.ceil(after.length * part) - 1)] ?? this.outageEnd;
      return Math.max(0, Math.round((at - this.outageEnd) / 1_000));
    };
    return {
      webhooks: webhooks.length,
      owed: deliveries.size,
      suspensions,
      attempts: this.attempts,
      attemptsDuringOutage: this.during,
      peakPerSecond: this.second.most,
      peakPerSecondOfOneWebhook: webhooks.reduce((most, { second }) => Math.max(most, second.most), 0),
      drainSeconds: { half: drained(0.5), ninetyPercent: drained(0.9), all: drained(1) },
      delivered,
      failed,
      discarded,
      lost: deliveries.size - delivered - failed - discarded,
    };
  }
}
