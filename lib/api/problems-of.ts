import { PROBLEMS, type ProblemName } from "@/lib/errors";
import type { Operation } from "./operation";

const ANY: ProblemName[] = [
  ...(["validation_failed", "malformed_address", "unauthenticated", "forbidden", "not_found"] as const),
  ...(["rate_limited", "database_unavailable", "draining"] as const),
];

/** Every problem that a call can be answered with, by status. */
export function problemsOf(operation: Operation): Map<number, ProblemName[]> {
  const { anyPlan, body, method, conditional, problems = [] } = operation;
  const names = [...ANY, ...problems];
  if (!anyPlan) names.push("plan_required");
  if (body) names.push("malformed_json", "too_large", "unsupported_media_type");
  if (method === "POST") names.push("idempotency_conflict");
  if (conditional) names.push("precondition_failed");
  const byStatus = new Map<number, ProblemName[]>();
  for (const name of new Set(names)) {
    const { status } = PROBLEMS[name];
    byStatus.set(status, [...(byStatus.get(status) ?? []), name]);
  }
  return new Map([...byStatus].sort(([a], [b]) => a - b));
}
