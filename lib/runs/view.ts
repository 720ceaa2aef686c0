import { iso } from "@/lib/time";
import type { RunReason, Verdict } from "@/lib/vocabulary";
import { type RunRow, runRowSchema } from "./schema";

/** A run as it is listed. */
export function toRunRow(run: {
  id: string;
  startedAt: number;
  durationMs: number;
  verdict: Verdict;
  reason: RunReason | string | null;
  statusCode: number | null;
  attempt: number;
  deliveries: number;
  test: boolean;
  inbox: boolean;
  responseTruncated: boolean;
}): RunRow {
  const { id, durationMs, verdict, reason, statusCode, attempt, deliveries, test, responseTruncated } = run;
  return runRowSchema.parse({
    ...{ id, startedAt: iso(run.startedAt), durationMs, verdict, reason, statusCode },
    ...{ attempt, deliveries, test, responseTruncated },
    ...(run.inbox && { inbox: true }),
  });
}

/** Bytes as people read them: text where they are UTF-8, else Base64. */
export function toBody(bytes: Uint8Array): { body: string } | { bodyBase64: string } {
  try {
    return { body: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return { bodyBase64: Buffer.from(bytes).toString("base64") };
  }
}

export const toHeaders = (pairs: [string, string][]) => pairs.map(([name, value]) => ({ name, value }));
