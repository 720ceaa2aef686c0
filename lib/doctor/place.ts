import { statfsSync } from "node:fs";
import { isSecureContext } from "@/lib/env";
import type { Instance } from "@/lib/instance";
import type { Verdict } from "./examine";

const LITTLE_SPACE = 512 * 1024 * 1024;

export function checkSpace({ env }: Instance): Verdict {
  const { bavail, bsize } = statfsSync(env.DATA_DIR);
  const free = bavail * bsize;
  const detail = `${Math.round(free / 1024 ** 2)} MiB free where DATA_DIR lies`;
  if (free > LITTLE_SPACE) return { ok: true, detail };
  return {
    ok: false,
    detail: `${detail}: when the disk is full, events are refused with 503. Make room, or lower RETENTION_DAYS.`,
  };
}

/** A warning only: a proxy of one's own network may well be meant. */
export function checkAddress({ env }: Instance): Verdict {
  if (isSecureContext(env.PUBLIC_URL)) return { ok: true, detail: env.PUBLIC_URL };
  const remedy = "Put TLS in front and set PUBLIC_URL to https://…";
  return {
    ok: true,
    detail: `warning: ${env.PUBLIC_URL} is plain http off loopback, sessions travel unencrypted. ${remedy}`,
  };
}
