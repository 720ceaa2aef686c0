import type { CERTIFICATE_STATES } from "@/lib/authentication/schema";
import { DAY_MS } from "@/lib/time";

const SOON_MS = 30 * DAY_MS;

/** Whether whoever looks at a certificate should see to another one. */
export function certificateState(expiresAt: string, now: number): (typeof CERTIFICATE_STATES)[number] {
  const left = Date.parse(expiresAt) - now;
  if (left <= 0) return "expired";
  return left <= SOON_MS ? "expires_soon" : "valid";
}
