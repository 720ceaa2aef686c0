import { and, eq } from "drizzle-orm";
import type { Caller } from "@/lib/accounts/caller";
import { type IfMatch, requireMatch } from "@/lib/api/conditional";
import { recordAudit } from "@/lib/audit/record";
import { invalid, Problem } from "@/lib/errors";
import { fieldProblems } from "@/lib/field-problems";
import { labelKey } from "@/lib/label-schema";
import { requireAutomation } from "@/lib/workflows/require-automation";
import { refuseTakenName } from "./create";
import { refuseFaults } from "./faults";
import { loadMessage, readUsers } from "./find";
import { type MessageView, messageChangeSchema } from "./schema";
import { messageTag, toView } from "./view";

interface UpdateOptions {
  /** The state that a program has read. */
  ifMatch?: IfMatch;
  /** What the person had in view; what somebody else has saved meanwhile is not overwritten. */
  ifRevision?: number;
}

/**
 * Changes a message; steps send it as it is from then on.
 * @throws Problem 400, 402, 404, 409 (the name is taken, `changed_meanwhile`), 412
 */
export async function updateMessage(
  caller: Caller,
  id: string,
  input: unknown,
  { ifMatch, ifRevision }: UpdateOptions = {},
): Promise<MessageView> {
  await requireAutomation(caller);
  const before = await loadMessage(caller, id);
  requireMatch(ifMatch, messageTag(before));
  const parsed = messageChangeSchema.safeParse(input);
  if (!parsed.success) throw invalid(fieldProblems(parsed.error, input));
  if (ifRevision !== undefined && ifRevision !== before.revision) throw changedMeanwhile();
  const { tidings, accountId, actor } = caller;
  const { database } = tidings;
  const { messages, mailings } = database.tables;
  const given = Object.fromEntries(Object.entries(parsed.data).filter(([, value]) => value !== undefined));
  const { name = before.name } = parsed.data;
  const now = tidings.now();
  const after = {
    ...{ ...before, ...(given as typeof parsed.data as Partial<typeof before>) },
    ...{ name, nameKey: labelKey(name), revision: before.revision + 1, updatedAt: now },
  };
  await refuseFaults(caller, before.dataCenterId, after);
  await database.atomically(function* (tx) {
    yield* refuseTakenName(caller, tx, after, before.id);
    const updated = yield* tx.run(
      tx.orm
        .update(messages)
        .set(after)
        .where(and(eq(messages.id, before.id), eq(messages.revision, before.revision)))
        .returning({ id: messages.id }),
    );
    if (updated.length === 0) throw changedMeanwhile();
    if (name !== before.name && before.mailingId !== null) {
      const mailing = and(
        ...[eq(mailings.accountId, accountId), eq(mailings.dataCenterId, before.dataCenterId)],
        eq(mailings.id, before.mailingId),
      );
      yield* tx.run(tx.orm.update(mailings).set({ name }).where(mailing));
    }
    yield* recordAudit(database, tx, {
      ...{ accountId, actor, at: now, action: "message.updated" },
      target: { kind: "message", id: before.id },
      details: { name, ...(name !== before.name && { was: before.name }) },
    });
  });
  return toView(after, (await readUsers(caller, before.id))(before.id));
}

const changedMeanwhile = () =>
  new Problem(
    "changed_meanwhile",
    "Somebody else has changed the message meanwhile. Reload it to see what; nothing of yours was saved.",
  );
