import type { SampleContext } from "@/lib/event-types/define";
import { JOHN } from "@/lib/event-types/sample-contacts";
import type { Cause } from "@/lib/vocabulary";

export type Crossing = "passed" | "exited";

/**
 * What the samples of all scorings share: a score on the right side of whatever threshold the data center
 * has, and a cause that can bring it there (S1.44: points fall away without activity).
 */
export function sampleCrossing(crossing: Crossing, threshold: number, { contact }: SampleContext) {
  const cause: Cause = crossing === "passed" ? "interaction" : "inactivity";
  const score = crossing === "passed" ? threshold + 5 : threshold - 10;
  return { cause, score, contact: contact ?? JOHN };
}
