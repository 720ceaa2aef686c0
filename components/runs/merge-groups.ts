import type { RunGroup } from "@/lib/runs/schema";

/** A delivery or batch whose runs lie on two pages comes twice; it is shown once, with all its runs. */
export function mergeGroups(groups: RunGroup[]): RunGroup[] {
  const merged = new Map<string, RunGroup>();
  for (const group of groups) {
    const key = group.deliveryId ?? group.batchId ?? group.runs[0]?.id ?? "";
    const before = merged.get(key);
    const known = new Set(before?.runs.map((run) => run.id));
    const fresh = group.runs.filter((run) => !known.has(run.id));
    merged.set(key, before ? { ...before, runs: [...before.runs, ...fresh] } : group);
  }
  return [...merged.values()];
}
