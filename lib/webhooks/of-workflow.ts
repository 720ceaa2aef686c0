import { Problem } from "@/lib/errors";
import type { LoadedWebhook } from "./find";

/** A webhook of a workflow has no state of its own (decision 8). @throws Problem 409 */
export function refuseOfWorkflow({ webhook }: LoadedWebhook): void {
  if (webhook.kind !== "workflow" || webhook.status === "deleted") return;
  throw new Problem(
    "conflict",
    "A workflow's webhook is active until it is deleted; activate or pause the workflow instead.",
  );
}
