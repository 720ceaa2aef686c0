import type { Outcome } from "@/lib/engine/outcome";
import type { Webhook } from "./webhook";

export interface SimulationOptions {
  webhooks: number;
  deliveries: number;
  seed: number;
  /** For so long all endpoints are down, while events are accepted evenly. */
  outageMs?: number;
  /** What the machine that delivers can do: `npm run bench -- delivery` measures it. */
  perSecond?: number;
}

export interface UnderWay {
  webhook: Webhook;
  ids: number[];
  startedAt: number;
  endsAt: number;
  outcome: Outcome;
}
