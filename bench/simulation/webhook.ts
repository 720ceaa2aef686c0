import type { DeliverySettings } from "@/db/shapes";
import type { Endpoint } from "@/lib/engine/endpoint";
import type { LaneState } from "@/lib/engine/lanes";
import type { Outcome } from "@/lib/engine/outcome";
import type { HealthFigures } from "@/lib/webhooks/health";
import { PROFILE_DEFAULTS } from "@/lib/webhooks/profiles";
import type { Deliveries } from "./deliveries";
import { Waiting } from "./waiting";

export type Profile = "simple" | "stream";

/** One webhook of the simulation: its settings, its health, what waits for it, and how its endpoint is down. */
export interface Webhook {
  number: number;
  profile: Profile;
  rules: DeliverySettings;
  endpoint: Endpoint;
  waiting: Waiting;
  status: "active" | "suspended";
  figures: HealthFigures;
  probeAt: number | null;
  probes: number;
  lane: LaneState | undefined;
  down: Outcome;
  /** Requests in the present second, and the most in any. */
  second: { at: number; requests: number; most: number };
}

/** Half are simple notifications, half event streams, with their profiles' own settings but for what is told here. */
export function makeWebhooks(count: number, deliveries: Deliveries): Webhook[] {
  return Array.from({ length: count }, (_, number) => {
    const profile = number % 2 === 0 ? "simple" : "stream";
    const defaults = PROFILE_DEFAULTS[profile];
    const pair = number >> 1;
    const { suspension } = defaults;
    const rules: DeliverySettings = {
      ...defaults,
      // Of ten one is never suspended; of the others half come back by themselves, half by a person.
      suspension: pair % 10 === 0 || !suspension ? null : { ...suspension, autoResume: pair % 2 === 1 },
      // Every fifth takes no more than 20 requests a second.
      ratePerSecond: pair % 5 === 4 ? 20 : null,
    };
    return {
      number,
      profile,
      rules,
      endpoint: endpointOf(number, rules),
      waiting: new Waiting(deliveries),
      status: "active",
      figures: { lostInARow: 0, lastSuccessAt: null, activatedAt: 0, failingSince: null },
      probeAt: null,
      probes: 0,
      lane: undefined,
      down: DOWN[pair % DOWN.length] as Outcome,
      second: { at: -1, requests: 0, most: 0 },
    };
  });
}

const endpointOf = (number: number, delivery: DeliverySettings): Endpoint => ({
  ...{ webhookId: String(number), accountId: number % 100, revision: 1, probing: false, unreadable: false },
  ...{ batches: delivery.batch.max > 1, styles: new Map(), headers: [], signingKeys: [] },
  ...{ query: [], connectorRevision: null, oauth: null, certificate: null },
  settings: {
    ...{ description: "", dataCenterId: 1, profile: "custom", triggers: [], method: "POST", url: "" },
    ...{ authentication: { type: "none" }, headers: [], notifyUserIds: [], delivery },
  },
});

const body = Buffer.alloc(0);
const failed = (reason: "connect_refused" | "deadline_exceeded", durationMs: number): Outcome => ({
  ...{
    kind: "failed",
    reason,
    durationMs,
    body,
    detail: "",
    statusCode: null,
    headers: [],
    leftAfterMs: null,
  },
});
const answered = (statusCode: number, durationMs: number): Outcome => ({
  ...{ kind: "answered", statusCode, durationMs, body, headers: [], truncated: false },
  ...{ leftAfterMs: 0, remoteAddress: null },
});

/** How endpoints are down: nobody listens, something before them says so, or they never answer. */
const DOWN: Outcome[] = [
  failed("connect_refused", 5),
  answered(503, 30),
  failed("deadline_exceeded", PROFILE_DEFAULTS.simple.deadlineMs),
  answered(500, 80),
];

/** An endpoint that is well answers within 20 to 80 ms. */
export const UP = Array.from({ length: 61 }, (_, more) => answered(200, 20 + more));
