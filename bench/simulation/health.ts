import { judgeHealth, nextProbeAt } from "@/lib/webhooks/health";
import type { Webhook } from "./webhook";

/** What lib/engine/record-health.ts writes, on the webhook itself; the judgement is the product's own. */
export class Health {
  suspensions = 0;

  constructor(
    private readonly random: () => number,
    private readonly dueAgain: (webhook: Webhook, at: number | null) => void,
  ) {}

  succeeded(webhook: Webhook, startedAt: number, now: number) {
    if (webhook.status === "active") {
      Object.assign(webhook.figures, { lostInARow: 0, lastSuccessAt: now, failingSince: null });
    } else if (webhook.probeAt !== null && startedAt >= webhook.probeAt) this.resume(webhook, now);
  }

  failed(webhook: Webhook, startedAt: number, lost: number, now: number) {
    if (webhook.status === "active") {
      webhook.figures.lostInARow += lost;
      webhook.figures.failingSince ??= now;
      this.judge(webhook, now);
    } else if (webhook.probeAt !== null && startedAt >= webhook.probeAt) {
      webhook.probeAt = nextProbeAt(++webhook.probes, now, 1, this.random);
      this.dueAgain(webhook, webhook.probeAt);
    }
  }

  /** Also what time alone brings. */
  judge(webhook: Webhook, now: number) {
    if (webhook.status !== "active") return;
    if (judgeHealth(webhook.figures, webhook.rules, now).state !== "suspended") return;
    this.suspensions++;
    webhook.status = "suspended";
    webhook.endpoint.probing = true;
    webhook.probes = 0;
    webhook.probeAt = webhook.rules.suspension?.autoResume ? nextProbeAt(0, now, 1, this.random) : null;
    this.dueAgain(webhook, webhook.probeAt);
  }

  /** A person's activation, or a probe's success: what is within its window goes on. */
  resume(webhook: Webhook, now: number) {
    if (webhook.status === "active") return;
    Object.assign(webhook, { status: "active", probeAt: null, probes: 0 });
    webhook.endpoint.probing = false;
    webhook.figures = { ...webhook.figures, lostInARow: 0, activatedAt: now, failingSince: null };
    this.dueAgain(webhook, now);
  }
}
