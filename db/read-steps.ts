import type { Database, Steps, Transaction } from "./database";
import { makeTransaction } from "./database";

/** Runs steps that only read outside a transaction, so that a long look keeps no writer waiting. */
export async function readSteps<Result>(
  database: Database,
  body: (tx: Transaction) => Steps<Result>,
): Promise<Result> {
  const steps = body(makeTransaction(database.orm));
  let step = steps.next();
  while (!step.done) {
    const statement = step.value;
    const rows =
      "text" in statement ? await database.rows(statement.text, statement.values) : await statement;
    step = steps.next(rows);
  }
  return step.value;
}
