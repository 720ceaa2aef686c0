import { and, count, eq, ne } from "drizzle-orm";
import type { Steps, Transaction } from "@/db/database";
import type { Caller } from "@/lib/accounts/caller";
import { recordAudit } from "@/lib/audit/record";
import { nextFreeId, type Place, writeItems } from "@/lib/data-centers/items";
import { lockDataCenter } from "@/lib/data-centers/place";
import { invalid, isProblem, Problem } from "@/lib/errors";
import { fieldProblems } from "@/lib/field-problems";
import { newId } from "@/lib/ids";
import { labelKey } from "@/lib/label-schema";
import { requireAutomation } from "@/lib/workflows/require-automation";
import { refuseFaults, refuseUnknownDataCenter } from "./faults";
import { loadMessage } from "./find";
import { MAX_MESSAGES, type MessageView, type NewMessage, newMessageSchema } from "./schema";
import { toView } from "./view";

/**
 * Makes a message or a template. A message is a mailing of its data center from then on, which producers report opens
 * and clicks against.
 * @throws Problem 400, 402, 409 at the limit or where the name is taken
 */
export async function createMessage(
  caller: Caller,
  input: unknown,
  { id = newId() }: { id?: string | undefined } = {},
): Promise<MessageView> {
  await requireAutomation(caller);
  const parsed = newMessageSchema.safeParse(input);
  if (!parsed.success) throw invalid(fieldProblems(parsed.error, input));
  const { tidings, accountId, actor } = caller;
  const { database } = tidings;
  const { name, kind, dataCenterId, from, ...given } = parsed.data;
  const settings = from === undefined ? given : await beginWith(caller, { from, dataCenterId }, given, input);
  const place = { accountId, dataCenterId };
  const now = tidings.now();
  await refuseUnknownDataCenter(caller, dataCenterId);
  await refuseFaults(caller, dataCenterId, settings);
  await database.atomically(function* (tx) {
    yield* refuseOverLimit(caller, tx);
    yield* refuseTakenName(caller, tx, { kind, name }, null);
    const mailingId = kind === "email" ? yield* addMailing(caller, tx, place, name) : null;
    yield* tx.run(
      tx.orm.insert(database.tables.messages).values({
        ...{ id, accountId, dataCenterId, kind, name, nameKey: labelKey(name), mailingId, ...settings },
        ...{ revision: 1, createdAt: now, createdBy: actor.name, updatedAt: now },
      }),
    );
    yield* recordAudit(database, tx, {
      ...{ accountId, actor, at: now, action: "message.created" },
      target: { kind: "message", id },
      details: { name, kind },
    });
  });
  return toView(await loadMessage(caller, id), []);
}

type Settings = Omit<NewMessage, "name" | "kind" | "dataCenterId" | "from">;

/** What was not said is as in the message that it begins with. */
async function beginWith(
  caller: Caller,
  { from, dataCenterId }: { from: string; dataCenterId: number },
  given: Settings,
  input: unknown,
): Promise<Settings> {
  const source = await loadMessage(caller, from).catch((error: unknown) => {
    throw isProblem(error) ? invalid([NOT_THERE]) : error;
  });
  if (source.dataCenterId !== dataCenterId) throw invalid([NOT_THERE]);
  const { subject, text, html, fromName, replyTo, optInField, transactional } = source;
  const before = { subject, text, html, fromName, replyTo, optInField, transactional };
  const said = Object.keys(given).filter((key) => Object.hasOwn(input as object, key));
  return {
    ...before,
    ...(Object.fromEntries(said.map((key) => [key, given[key as keyof Settings]])) as object),
  };
}

const NOT_THERE = {
  path: "from",
  message: "is no message or template of the data center",
  remedy: "Name one of the same data center, or leave it out.",
};

function* addMailing({ tidings }: Caller, tx: Transaction, place: Place, name: string): Steps<number> {
  const { database } = tidings;
  yield* lockDataCenter(database, tx, place);
  const id = yield* nextFreeId(database, tx, place, "mailings");
  yield* writeItems(database, tx, place, "mailings", { remove: [], insert: [{ id, name }] });
  return id;
}

function* refuseOverLimit({ tidings, accountId }: Caller, tx: Transaction): Steps<void> {
  const { messages } = tidings.database.tables;
  const [has] = yield* tx.run(
    tx.orm.select({ messages: count() }).from(messages).where(eq(messages.accountId, accountId)),
  );
  if (Number(has?.messages) < MAX_MESSAGES) return;
  const limit = MAX_MESSAGES.toLocaleString("en");
  throw new Problem(
    "conflict",
    `The account has ${limit} messages and templates, its limit. Delete some that are no longer needed to make room.`,
  );
}

/** @param exceptId the message that has the name already */
export function* refuseTakenName(
  { tidings, accountId }: Caller,
  tx: Transaction,
  { kind, name }: { kind: MessageView["kind"]; name: string },
  exceptId: string | null,
): Steps<void> {
  const { messages } = tidings.database.tables;
  const [taken] = yield* tx.run(
    tx.orm
      .select({ id: messages.id })
      .from(messages)
      .where(
        and(
          eq(messages.accountId, accountId),
          eq(messages.kind, kind),
          eq(messages.nameKey, labelKey(name)),
          exceptId === null ? undefined : ne(messages.id, exceptId),
        ),
      ),
  );
  if (!taken) return;
  const noun = kind === "email" ? "message" : "template";
  throw new Problem("label_taken", `Another ${noun} of the account is called "${name}".`, [
    {
      path: "name",
      message: `is the name of another ${noun}`,
      remedy: "Choose another name; upper and lower case are not told apart.",
    },
  ]);
}
