import { runRowSchema } from "@/lib/runs/schema";
import { exampleId } from "./examples";

/** What several operations share: the document names each schema once. */

export const run = runRowSchema.meta({ id: "Run" });

/** The parameters of an address below a webhook's. */
export const WEBHOOK = { id: { description: "The webhook's id.", example: exampleId.webhook } };
