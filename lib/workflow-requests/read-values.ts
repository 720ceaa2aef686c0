import { z } from "zod";
import type { Caller } from "@/lib/accounts/caller";
import { invalid } from "@/lib/errors";
import { fieldProblems } from "@/lib/field-problems";
import { type ChosenValues, chosenValuesSchema } from "./found-schema";
import { readScope } from "./read-scope";
import { requestSourceSchema } from "./schema";

const inputSchema = z.strictObject({ dataCenterId: z.int().positive(), source: requestSourceSchema });

/** The values of a chosen contact or event, for the result beside a form. @throws Problem 400, 404 */
export async function readRequestValues(caller: Caller, input: unknown): Promise<ChosenValues> {
  const parsed = inputSchema.safeParse(input);
  if (!parsed.success) throw invalid(fieldProblems(parsed.error, input));
  const { dataCenterId, source } = parsed.data;
  const { contact, event, now } = await readScope(caller, dataCenterId, source);
  return chosenValuesSchema.parse({
    contact: contact && { id: contact.id, email: contact.email, properties: contact.properties },
    event: event && { data: event.data },
    now,
  });
}
