import { and, eq, inArray, lte, ne, sql } from "drizzle-orm";
import type { Caller } from "@/lib/accounts/caller";
import { NOT_MATCHED_REASONS, type WebhookStatus } from "@/lib/vocabulary";
import { judgeWebhook, type WebhookThen } from "./judge-webhook";
import type { Because, Unmatched } from "./schema";
import { STATUS_ACTIONS, type StatusEntry, statusThen } from "./status-then";
import type { StoredEventRow } from "./view";

/** A commit can be this much later (ms) than the moment that it writes down: a writer waits 5 s for its turn. */
const COMMIT_LAG_MS = 6_000;

interface Candidate {
  id: string;
  label: string;
  status: WebhookStatus;
  revision: number;
}

/**
 * The account's webhooks that are not owed the event, each with why: judged by the settings and the status that it
 * had when the event was accepted, whatever was changed since. Where those say that it should have been owed, an
 * edit was under way at that very moment: what held shortly after or before explains it, or nothing does.
 */
export async function explainNotMatched(
  caller: Caller,
  event: StoredEventRow,
  owed: ReadonlySet<string>,
): Promise<Unmatched[]> {
  const candidates = (await readCandidates(caller)).filter(({ id }) => !owed.has(id));
  const reasons = new Map<string, Because>();
  const changedSince = new Map<string, boolean>();
  for (const moment of [
    event.acceptedAt,
    event.acceptedAt + COMMIT_LAG_MS,
    event.acceptedAt - COMMIT_LAG_MS,
  ]) {
    const open = candidates.filter(({ id }) => !reasons.has(id));
    const then = await readThen(caller, open, moment);
    for (const candidate of open) {
      const was = then(candidate);
      if (moment === event.acceptedAt) changedSince.set(candidate.id, was.revision !== candidate.revision);
      const why = judgeWebhook(event, was);
      if (why && (why.because !== "unknown" || moment === event.acceptedAt)) reasons.set(candidate.id, why);
    }
  }
  return candidates
    .map(({ id, label, status }) => {
      const why = reasons.get(id) ?? { because: "unknown" as const };
      return { webhookId: id, label, status, changedSince: changedSince.get(id) ?? false, why };
    })
    .sort((a, b) => rank(a) - rank(b) || a.label.localeCompare(b.label, "en"));
}

/** Near misses first. */
const rank = ({ why }: Unmatched) => NOT_MATCHED_REASONS.indexOf(why.because);

async function readCandidates(caller: Caller): Promise<Candidate[]> {
  const { orm, tables } = caller.tidings.database;
  const { webhooks } = tables;
  return orm
    .select({ id: webhooks.id, label: webhooks.label, status: webhooks.status, revision: webhooks.revision })
    .from(webhooks)
    .where(
      and(
        eq(webhooks.accountId, caller.accountId),
        eq(webhooks.kind, "event"),
        ne(webhooks.status, "deleted"),
      ),
    );
}

/** What each of the webhooks was like at a moment. */
async function readThen(caller: Caller, of: Candidate[], moment: number) {
  const ids = of.map(({ id }) => id);
  const revisions = new Map(
    (ids.length > 0 ? await readRevisions(caller, ids, moment) : []).map((row) => [row.webhookId, row]),
  );
  const entries = ids.length > 0 ? await readStatusEntries(caller, ids) : new Map<string, StatusEntry[]>();
  return ({ id, status }: Candidate): WebhookThen & { revision: number | undefined } => ({
    settings: revisions.get(id)?.settings,
    revision: revisions.get(id)?.revision,
    status: statusThen(entries.get(id) ?? [], moment, status),
  });
}

/** The newest revision of each webhook that there was at a moment. */
async function readRevisions(caller: Caller, webhookIds: string[], moment: number) {
  const { orm, tables } = caller.tidings.database;
  const { webhookRevisions } = tables;
  const newer = sql`select 1 from webhook_revisions newer where newer.webhook_id = ${webhookRevisions.webhookId}
    and newer.revision > ${webhookRevisions.revision} and newer.created_at <= ${moment}`;
  return orm
    .select({
      webhookId: webhookRevisions.webhookId,
      revision: webhookRevisions.revision,
      settings: webhookRevisions.settings,
    })
    .from(webhookRevisions)
    .where(
      and(
        inArray(webhookRevisions.webhookId, webhookIds),
        eq(webhookRevisions.accountId, caller.accountId),
        lte(webhookRevisions.createdAt, moment),
        sql`not exists (${newer})`,
      ),
    );
}

async function readStatusEntries(caller: Caller, webhookIds: string[]): Promise<Map<string, StatusEntry[]>> {
  const { orm, tables } = caller.tidings.database;
  const { auditEntries } = tables;
  // Put in order here: asked for in the order of ids, SQLite would go through all of the account's entries.
  const rows = await orm
    .select({
      id: auditEntries.id,
      webhookId: auditEntries.targetId,
      at: auditEntries.at,
      action: auditEntries.action,
      details: auditEntries.details,
    })
    .from(auditEntries)
    .where(
      and(
        eq(auditEntries.accountId, caller.accountId),
        eq(auditEntries.targetKind, "webhook"),
        inArray(auditEntries.targetId, webhookIds),
        inArray(auditEntries.action, [...STATUS_ACTIONS]),
      ),
    );
  const byWebhook = new Map<string, StatusEntry[]>();
  for (const { webhookId, at, action, details } of rows.sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const entry = { at, action: action as StatusEntry["action"], details };
    byWebhook.set(webhookId, [...(byWebhook.get(webhookId) ?? []), entry]);
  }
  return byWebhook;
}
