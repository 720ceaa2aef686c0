import { and, eq, inArray } from "drizzle-orm";
import type { Caller } from "@/lib/accounts/caller";
import { createMasterDataReader } from "@/lib/data-centers/master-data";
import type { FieldProblem } from "@/lib/errors";
import { invalid } from "@/lib/errors";
import { checkTemplates } from "./check-templates";
import type { WebhookSettings } from "./schema";

/**
 * Everything a webhook names has to exist in its own data center (S1.9, S1.27), expressions have to parse, and whom it mails to in its account
 * (S3.13); but for those it named already, who may have left: they simply get no mail.
 * @throws Problem 400 at the path of each reference that points nowhere
 */
export async function checkReferences(
  caller: Caller,
  settings: WebhookSettings,
  notifiedBefore: readonly string[] = [],
): Promise<void> {
  const read = createMasterDataReader(caller.tidings, caller.accountId);
  const { dataCenterId } = settings;
  const errors: FieldProblem[] = [];
  const unknown = (path: string, what: string, id: number, where: string) =>
    errors.push({
      path,
      message: `there is no ${what} ${id} in ${where}`,
      remedy: `Choose a ${what} of ${where}.`,
    });

  if (!(await read.dataCenter(dataCenterId))) {
    unknown("dataCenterId", "data center", dataCenterId, "the account");
    throw invalid(errors);
  }
  const here = `data center ${dataCenterId}`;
  for (const [index, trigger] of settings.triggers.entries()) {
    const {
      personaIds = [],
      leadScorings = [],
      mailingIds = [],
      communicationTypes = [],
    } = trigger as {
      personaIds?: number[];
      mailingIds?: number[];
      communicationTypes?: number[];
      leadScorings?: { id: number; stageIds?: number[] }[];
    };
    for (const [at, id] of personaIds.entries()) {
      if (!(await read.persona(dataCenterId, id))) {
        unknown(`triggers.${index}.personaIds.${at}`, "persona", id, here);
      }
    }
    for (const [at, id] of mailingIds.entries()) {
      if (!(await read.mailing(dataCenterId, id))) {
        unknown(`triggers.${index}.mailingIds.${at}`, "mailing", id, here);
      }
    }
    for (const [at, id] of communicationTypes.entries()) {
      if (!(await read.communicationType(dataCenterId, id))) {
        unknown(`triggers.${index}.communicationTypes.${at}`, "communication type", id, here);
      }
    }
    for (const [at, { id, stageIds = [] }] of leadScorings.entries()) {
      const place = `triggers.${index}.leadScorings.${at}`;
      if (!(await read.leadScoring(dataCenterId, id))) {
        unknown(`${place}.id`, "lead scoring", id, here);
        continue;
      }
      for (const [stageAt, stageId] of stageIds.entries()) {
        if (!(await read.stage(dataCenterId, id, stageId))) {
          unknown(`${place}.stageIds.${stageAt}`, "stage", stageId, `lead scoring ${id} of ${here}`);
        }
      }
    }
  }
  errors.push(...(await checkTemplates(caller, settings)));
  const members = await membersAmong(caller, settings.notifyUserIds);
  for (const [index, id] of settings.notifyUserIds.entries()) {
    if (members.has(id) || notifiedBefore.includes(id)) continue;
    errors.push({
      path: `notifyUserIds.${index}`,
      message: "is not a user of the account",
      remedy: "Choose people of the account; an administrator can invite others.",
    });
  }
  if (errors.length > 0) throw invalid(errors);
}

async function membersAmong({ tidings, accountId }: Caller, ids: string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const { memberships } = tidings.database.tables;
  const rows = await tidings.database.orm
    .select({ id: memberships.userId })
    .from(memberships)
    .where(and(eq(memberships.accountId, accountId), inArray(memberships.userId, ids)));
  return new Set(rows.map(({ id }) => id));
}
