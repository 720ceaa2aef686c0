import { z } from "zod";
import { type Caller, COMMAND_LINE } from "@/lib/accounts/caller";
import type { Instance } from "@/lib/instance";

/** Options that several commands take. */

export const whole = (min: number, max: number) =>
  z.string().regex(/^\d+$/, "must be a whole number").transform(Number).pipe(z.int().min(min).max(max));

export const client = whole(1, Number.MAX_SAFE_INTEGER);
export const CLIENT: [string, string] = ["--client <id>", "the account's client id"];

export const file = z.string().min(1, "is empty");

export const commandLine = (tidings: Instance, accountId: number): Caller => ({
  ...{ tidings, accountId, actor: COMMAND_LINE },
});
