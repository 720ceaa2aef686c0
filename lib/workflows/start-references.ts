import { and, eq } from "drizzle-orm";
import type { Steps, Transaction } from "@/db/database";
import type { Caller } from "@/lib/accounts/caller";
import { type FieldProblem, invalid } from "@/lib/errors";
import { isSpelling, STANDARD_FIELDS } from "@/lib/templates/contact-fields";
import type { Trigger } from "./start-schema";

/** What starts a workflow must be there when it is published: segment, group, mailing, field. @throws Problem 400 */
export function* refuseUnknownStart(
  { tidings, accountId }: Caller,
  tx: Transaction,
  dataCenterId: number,
  trigger: Trigger | null,
): Steps<void> {
  const { segments, groups, mailings, fields } = tidings.database.tables;
  function* refuseMissing(
    table: typeof segments | typeof groups | typeof mailings,
    id: number,
    fault: FieldProblem,
  ) {
    const here = and(eq(table.accountId, accountId), eq(table.dataCenterId, dataCenterId), eq(table.id, id));
    const [found] = yield* tx.run(tx.orm.select({ id: table.id }).from(table).where(here));
    if (!found) throw invalid([fault]);
  }
  switch (trigger?.type) {
    case "segment_met":
      return yield* refuseMissing(segments, trigger.segmentId, NO_SEGMENT);
    case "group_added":
      return yield* refuseMissing(groups, trigger.groupId, NO_GROUP);
    case "event":
      if (trigger.only?.mailingId !== undefined)
        yield* refuseMissing(mailings, trigger.only.mailingId, NO_MAILING);
      return;
    case "contact_date": {
      if (STANDARD_FIELDS.some((standard) => isSpelling(standard, trigger.field))) return;
      const rows = yield* tx.run(
        tx.orm
          .select({ code: fields.code })
          .from(fields)
          .where(and(eq(fields.accountId, accountId), eq(fields.dataCenterId, dataCenterId))),
      );
      if (!rows.some(({ code }) => code === trigger.field)) throw invalid([NO_FIELD]);
    }
  }
}

const NO_SEGMENT: FieldProblem = {
  path: "definition.trigger.segmentId",
  message: "is no segment of the data center",
  remedy: "Choose a segment of the workflow's data center.",
};
const NO_GROUP: FieldProblem = {
  path: "definition.trigger.groupId",
  message: "is no group of the data center",
  remedy: "Choose a group of the workflow's data center.",
};
const NO_MAILING: FieldProblem = {
  path: "definition.trigger.only.mailingId",
  message: "is no mailing of the data center",
  remedy: "Choose a mailing of the workflow's data center, or any.",
};
const NO_FIELD: FieldProblem = {
  path: "definition.trigger.field",
  message: "is no field of the data center",
  remedy: "Write the code of a field of the data center, or a standard one such as birthdate.",
};
