import { createHmac, timingSafeEqual } from "node:crypto";
import type { Signature } from "./schema";

/** How far the timestamp may lie from the clock, as the `standardwebhooks` libraries have it. */
const TOLERANCE_SECONDS = 300;

/**
 * The verdict that a receiver following Standard Webhooks 1.0 would come to, over the very bytes that arrived. One
 * fitting `v1` signature among those sent, by any of the secrets, is enough.
 */
export function verifySignature(
  headers: [string, string][],
  body: Uint8Array,
  secrets: string[],
  now: number,
): Signature {
  const [id, timestamp, signatures] = ["id", "timestamp", "signature"].map(
    (part) => headers.find(([name]) => name.toLowerCase() === `webhook-${part}`)?.[1],
  );
  if (signatures === undefined) return "missing";
  if (!id || !timestamp || !/^\d{1,15}$/.test(timestamp)) return "wrong";
  if (Math.abs(Math.floor(now / 1_000) - Number(timestamp)) > TOLERANCE_SECONDS) return "wrong";
  const expected = secrets.map((secret) => {
    const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
    const mac = createHmac("sha256", key).update(`${id}.${timestamp}.`).update(body);
    return Buffer.from(`v1,${mac.digest("base64")}`);
  });
  const given = signatures.split(" ").map((signature) => Buffer.from(signature));
  const fits = given.some((one) => expected.some((other) => isSame(one, other)));
  return fits ? "verified" : "wrong";
}

const isSame = (one: Buffer, other: Buffer) => one.length === other.length && timingSafeEqual(one, other);
