import type { Database, Statement, Steps, Transaction } from "./database";
import { makeTransaction } from "./database";
import { messagesOf } from "./together";

/** Runs steps that only read outside a transaction, so that a long look keeps no writer waiting. */
export async function readSteps<Result>(
  database: Database,
  body: (tx: Transaction) => Steps<Result>,
): Promise<Result> {
  const execute = async (statement: Statement) =>
    "text" in statement ? await database.rows(statement.text, statement.values) : await statement;
  const messages = messagesOf(body(makeTransaction(database.orm)));
  let message = messages.next();
  while (!message.done) message = messages.next(await Promise.all(message.value.map(execute)));
  return message.value;
}
