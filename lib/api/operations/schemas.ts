import { runRowSchema } from "@/lib/runs/schema";
import { exampleId } from "./examples";
import { DATA_CENTER } from "./master-lists";

/** What several operations share: the document names each schema once. */

export const run = runRowSchema.meta({ id: "Run" });

/** The parameters of an address below a webhook's. */
export const WEBHOOK = { id: { description: "The webhook's id.", example: exampleId.webhook } };

/** The parameters of an address below a contact's. */
export const CONTACT = {
  ...DATA_CENTER,
  contactId: { description: "The contact's id.", example: "1353", longest: 200 },
};
