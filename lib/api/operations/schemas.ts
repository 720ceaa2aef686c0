import { runRowSchema } from "@/lib/runs/schema";

/** Schemas that several operations answer with: the document names each once. */

export const run = runRowSchema.meta({ id: "Run" });
