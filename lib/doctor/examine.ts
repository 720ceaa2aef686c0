import type { Instance } from "@/lib/instance";
import { checkCommits, checkDatabase, checkLog } from "./database";
import { checkAddress, checkSpace } from "./place";
import { checkCredentials, checkKeyFile } from "./secrets";
import { checkBacklog, checkClock, checkEngine } from "./work";

export interface Findings {
  ok: boolean;
  checks: { name: string; ok: boolean; detail: string }[];
}

/** What a check found, in words; where something is wrong, with what to do about it. */
export type Verdict = { ok: boolean; detail: string };

const CHECKS: [name: string, check: (tidings: Instance) => Verdict | Promise<Verdict>][] = [
  ["database", checkDatabase],
  ["commits", checkCommits],
  ["write-ahead log", checkLog],
  ["credentials", checkCredentials],
  ["secret key", checkKeyFile],
  ["disk space", checkSpace],
  ["public address", checkAddress],
  ["backlog", checkBacklog],
  ["engine", checkEngine],
  ["clock", checkClock],
];

/** What an operator would look at first when something is odd. `ok` is false if any check fails. */
export async function examine(tidings: Instance): Promise<Findings> {
  const checks: Findings["checks"] = [];
  for (const [name, check] of CHECKS) {
    try {
      checks.push({ name, ...(await check(tidings)) });
    } catch (error) {
      checks.push({ name, ok: false, detail: error instanceof Error ? error.message : String(error) });
    }
  }
  return { ok: checks.every((check) => check.ok), checks };
}
