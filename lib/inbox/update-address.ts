import { and, eq } from "drizzle-orm";
import { z } from "zod";
import type { Caller } from "@/lib/accounts/caller";
import { changesBetween } from "@/lib/audit/changes";
import { recordAudit } from "@/lib/audit/record";
import { invalid } from "@/lib/errors";
import { fieldProblems } from "@/lib/field-problems";
import { readMine } from "./find-address";
import { answerStatusSchema, inboxNameSchema } from "./schema";

/** Gives an address another name. @throws Problem 400, 404 */
export async function renameInboxAddress(caller: Caller, token: string, input: unknown): Promise<void> {
  const { name } = parse(z.strictObject({ name: inboxNameSchema }), input);
  await update(caller, token, "inbox_address.renamed", { name });
}

/** What is sent to the address from now on is answered with this status. @throws Problem 400, 404 */
export async function changeAnswerStatus(caller: Caller, token: string, input: unknown): Promise<void> {
  const { answerStatus } = parse(z.strictObject({ answerStatus: answerStatusSchema }), input);
  await update(caller, token, "inbox_address.answer_changed", { answerStatus });
}

function parse<Value>(schema: z.ZodType<Value>, input: unknown): Value {
  const parsed = schema.safeParse(input);
  if (!parsed.success) throw invalid(fieldProblems(parsed.error, input));
  return parsed.data;
}

async function update(
  caller: Caller,
  token: string,
  action: string,
  change: { name: string } | { answerStatus: number },
) {
  const { database, now } = caller.tidings;
  const { accountId, actor } = caller;
  await database.atomically(function* (tx) {
    const { inboxAddresses } = database.tables;
    const { name, answerStatus } = yield* readMine(caller, tx, token);
    const before = { name, answerStatus };
    yield* tx.run(
      tx.orm
        .update(inboxAddresses)
        .set(change)
        .where(and(eq(inboxAddresses.token, token), eq(inboxAddresses.accountId, accountId))),
    );
    yield* recordAudit(database, tx, {
      ...{ accountId, actor, at: now(), action },
      target: { kind: "inbox_address", id: token },
      details: { name, changes: changesBetween(before, { ...before, ...change }) },
    });
  });
}
