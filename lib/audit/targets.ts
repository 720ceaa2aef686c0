import { and, eq, inArray } from "drizzle-orm";
import type { Caller } from "@/lib/accounts/caller";
import { isId } from "@/lib/ids";

/** The present names of what entries are about, by id; a name may be empty. */
type Names = Map<string, string>;

/**
 * Looks up what entries are about, one question a kind.
 * @returns the present name (empty where it has none), undefined for what is gone or has no page
 */
export async function findTargets(
  caller: Caller,
  entries: { targetKind: string; targetId: string }[],
): Promise<(kind: string, id: string) => string | undefined> {
  const names = new Map<string, Names>();
  for (const [kind, find] of Object.entries(FINDERS)) {
    const ids = new Set(
      entries.filter(({ targetKind }) => targetKind === kind).map((entry) => entry.targetId),
    );
    if (ids.size > 0) names.set(kind, await find(caller, [...ids]));
  }
  return (kind, id) => names.get(kind)?.get(id);
}

const FINDERS: Record<string, (caller: Caller, ids: string[]) => Promise<Names>> = {
  async webhook({ tidings, accountId }, ids) {
    const { orm, tables } = tidings.database;
    const { webhooks } = tables;
    const rows = await orm
      .select({ id: webhooks.id, name: webhooks.label })
      .from(webhooks)
      .where(and(eq(webhooks.accountId, accountId), inArray(webhooks.id, ids.filter(isId))));
    return byId(rows);
  },
  async connector({ tidings, accountId }, ids) {
    const { orm, tables } = tidings.database;
    const { connectors } = tables;
    const rows = await orm
      .select({ id: connectors.id, name: connectors.name })
      .from(connectors)
      .where(and(eq(connectors.accountId, accountId), inArray(connectors.id, ids.filter(isId))));
    return byId(rows);
  },
  async workflow({ tidings, accountId }, ids) {
    const { orm, tables } = tidings.database;
    const { workflows } = tables;
    const rows = await orm
      .select({ id: workflows.id, name: workflows.name })
      .from(workflows)
      .where(and(eq(workflows.accountId, accountId), inArray(workflows.id, ids.filter(isId))));
    return byId(rows);
  },
  async message({ tidings, accountId }, ids) {
    const { orm, tables } = tidings.database;
    const { messages } = tables;
    const rows = await orm
      .select({ id: messages.id, name: messages.name })
      .from(messages)
      .where(and(eq(messages.accountId, accountId), inArray(messages.id, ids.filter(isId))));
    return byId(rows);
  },
  async delivery({ tidings, accountId }, ids) {
    const { orm, tables } = tidings.database;
    const { deliveries } = tables;
    const rows = await orm
      .select({ id: deliveries.id })
      .from(deliveries)
      .where(and(eq(deliveries.accountId, accountId), inArray(deliveries.id, ids.filter(isId))));
    return byId(rows.map(({ id }) => ({ id, name: "" })));
  },
  async user({ tidings, accountId }, ids) {
    const { orm, tables } = tidings.database;
    const { users, memberships } = tables;
    const rows = await orm
      .select({ id: users.id, name: users.email })
      .from(users)
      .innerJoin(memberships, eq(memberships.userId, users.id))
      .where(and(eq(memberships.accountId, accountId), inArray(users.id, ids)));
    return byId(rows);
  },
  async api_key({ tidings, accountId }, ids) {
    const { orm, tables } = tidings.database;
    const { apiKeys } = tables;
    const rows = await orm
      .select({ id: apiKeys.id, name: apiKeys.name })
      .from(apiKeys)
      .where(and(eq(apiKeys.accountId, accountId), inArray(apiKeys.id, ids.filter(isId))));
    return byId(rows);
  },
  async data_center({ tidings, accountId }, ids) {
    const { orm, tables } = tidings.database;
    const { dataCenters } = tables;
    const numbers = ids.map(Number).filter(Number.isSafeInteger);
    const rows = await orm
      .select({ id: dataCenters.id, name: dataCenters.name })
      .from(dataCenters)
      .where(and(eq(dataCenters.accountId, accountId), inArray(dataCenters.id, numbers)));
    return byId(rows.map(({ id, name }) => ({ id: String(id), name })));
  },
  async invitation({ tidings, accountId }, ids) {
    const { orm, tables } = tidings.database;
    const { invitations } = tables;
    const rows = await orm
      .select({ id: invitations.id, name: invitations.email })
      .from(invitations)
      .where(and(eq(invitations.accountId, accountId), inArray(invitations.id, ids.filter(isId))));
    return byId(rows);
  },
  async inbox_address({ tidings, accountId }, ids) {
    const { orm, tables } = tidings.database;
    const { inboxAddresses } = tables;
    const rows = await orm
      .select({ id: inboxAddresses.token, name: inboxAddresses.name })
      .from(inboxAddresses)
      .where(and(eq(inboxAddresses.accountId, accountId), inArray(inboxAddresses.token, ids)));
    return byId(rows);
  },
  async mail({ tidings, accountId }, ids) {
    const { orm, tables } = tidings.database;
    const { mails } = tables;
    const rows = await orm
      .select({ id: mails.id, name: mails.subject })
      .from(mails)
      .where(and(eq(mails.accountId, accountId), inArray(mails.id, ids.filter(isId))));
    return byId(rows);
  },
};

const byId = (rows: { id: string; name: string }[]): Names => new Map(rows.map(({ id, name }) => [id, name]));
