import { z } from "zod";
import type { Behaviour } from "./behaviour";
import type { Decide } from "./script";

const weight = z.number().positive();
const delayMs = z.number().nonnegative().optional();
const headers = z.record(z.string(), z.string()).optional();
const everyMs = z.number().positive();
const bytes = z.number().nonnegative();
const status = z.number().int().min(200).max(599);
const common = { weight, delayMs };

const faultSchema = z.union([
  z.strictObject({ ...common, kind: z.undefined().optional(), status, headers, body: z.string().optional() }),
  z.discriminatedUnion("kind", [
    z.strictObject({ ...common, kind: z.literal("redirect"), status, location: z.string() }),
    z.strictObject({ ...common, kind: z.literal("reset") }),
    z.strictObject({ ...common, kind: z.literal("close") }),
    z.strictObject({ ...common, kind: z.literal("hang") }),
    z.strictObject({ ...common, kind: z.literal("drip"), bytes, everyMs }),
    z.strictObject({ ...common, kind: z.literal("processing"), everyMs }),
    z.strictObject({ ...common, kind: z.literal("flood"), bytes, headers }),
  ]),
]);

const faultsSchema = z.array(faultSchema).nonempty();

/** A list for every path, or a list by path; a path ending in `*` stands for all that begin so. */
const faultFileSchema = z.union([
  faultsSchema.transform((faults) => ({ "*": faults })),
  z.record(z.string().startsWith("/").or(z.literal("*")), faultsSchema),
]);

export type Fault = z.infer<typeof faultSchema>;

export function parseFaultFile(text: string): Record<string, Fault[]> {
  return faultFileSchema.parse(JSON.parse(text));
}

/** Each request meets one of the faults, as often as its weight among all weights says. */
export function randomFaults(faults: Fault[], random: () => number): Decide {
  const total = faults.reduce((sum, fault) => sum + fault.weight, 0);
  return () => {
    let left = random() * total;
    for (const fault of faults) {
      left -= fault.weight;
      if (left < 0) return fault as Behaviour;
    }
    return faults.at(-1) as Behaviour;
  };
}

/** Numbers from 0 to below 1, the same for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
