import { createHmac, timingSafeEqual } from "node:crypto";
import { newId } from "@/lib/ids";
import type { Instance } from "@/lib/instance";

export const DEVICE_SECONDS = 180 * 24 * 3_600;

/**
 * A browser that has signed in as this person before, by a signed cookie; null if it has not. It opens nothing: it
 * only gives that browser tries of its own, so that who guesses from elsewhere can't lock the owner out (G5).
 */
export function knownDevice(tidings: Instance, email: string, cookie: string | undefined): string | null {
  const [id = "", until = "", signature = ""] = cookie?.split(".") ?? [];
  if (!id || !(Number(until) > tidings.now())) return null;
  const wanted = Buffer.from(sign(tidings, email, id, until));
  const given = Buffer.from(signature);
  return given.length === wanted.length && timingSafeEqual(given, wanted) ? id : null;
}

/** Keeps the device's id where it is known already: signing in again must not make fresh tries out of used ones. */
export function newDeviceCookie(tidings: Instance, email: string, former?: string): string {
  const id = knownDevice(tidings, email, former) ?? newId();
  const until = String(tidings.now() + DEVICE_SECONDS * 1_000);
  return [id, until, sign(tidings, email, id, until)].join(".");
}

const sign = (tidings: Instance, email: string, id: string, until: string) =>
  createHmac("sha256", tidings.keyring.derive("known-device"))
    .update(JSON.stringify([email.toLowerCase(), id, until]))
    .digest("base64url");
