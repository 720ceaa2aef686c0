import { isProblem } from "@/lib/errors";

/** @returns why not, where marketing automation is not part of the plan (S5.10) */
export async function withinPlan<Value>(read: Promise<Value>): Promise<{ value: Value } | { why: string }> {
  try {
    return { value: await read };
  } catch (error) {
    if (isProblem(error) && error.status === 402) return { why: error.message };
    throw error;
  }
}
