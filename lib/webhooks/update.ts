import { and, eq } from "drizzle-orm";
import type { StoredSettings } from "@/db/shapes";
import type { Caller } from "@/lib/accounts/caller";
import { type IfMatch, requireMatch } from "@/lib/api/conditional";
import { recordAudit } from "@/lib/audit/record";
import { checkConnector } from "@/lib/connectors/check-use";
import { holdConnector } from "@/lib/connectors/hold";
import { invalid, Problem } from "@/lib/errors";
import { fieldProblems } from "@/lib/field-problems";
import { labelKey } from "@/lib/label-schema";
import { auditedChanges } from "./audited-changes";
import { checkUrl } from "./check-url";
import { knownKeys, mergeObjects, otherKind, refuseTakenLabel } from "./create";
import { countWaiting, type LoadedWebhook, loadWebhook } from "./find";
import { readLatestChange } from "./latest-change";
import { newMissingKeys } from "./new-missing-keys";
import type { FreshKey } from "./new-signing-keys";
import { profileDefaults } from "./profiles";
import { checkReferences } from "./references";
import { kindOf, PROFILES, updateWebhookSchema, type WebhookView } from "./schema";
import { parseSettings, sealSettings } from "./settings";
import { writeTriggers } from "./triggers";
import { toView, webhookTag } from "./view";

interface UpdateOptions {
  /** The state that a program has read. */
  ifMatch?: IfMatch;
  /** The revision that the person had in view; another one in the meantime is not overwritten. */
  ifRevision?: number;
  /** Keys that receivers know already, from before the change was saved. */
  keys?: readonly FreshKey[];
}

/**
 * Changes settings by writing the next revision: what was sent before keeps its bytes, address and credentials
 * are at once those of the new one.
 * @throws Problem 400, 404, 409 (`label_taken`, deleted, `changed_meanwhile`), 412
 */
export async function updateWebhook(
  caller: Caller,
  id: string,
  input: unknown,
  { ifMatch, ifRevision, keys: drafted = [] }: UpdateOptions = {},
): Promise<WebhookView> {
  const parsed = updateWebhookSchema.safeParse(input);
  const given = parsed.data ?? knownKeys(input);
  const found = parsed.success ? [] : fieldProblems(parsed.error, input, NOT_SETTINGS);
  const { tidings, accountId } = caller;
  const { database } = tidings;
  const before = await loadWebhook(caller, id);
  if (before.webhook.status === "deleted")
    throw new Problem("conflict", "A deleted webhook can't be changed.");
  requireMatch(ifMatch, webhookTag(before.webhook));
  if (ifRevision !== undefined && ifRevision !== before.webhook.revision) {
    const { by, at } = await readLatestChange(caller, before.webhook.id, ifRevision);
    throw new Problem("changed_meanwhile", `${by} changed the webhook at ${at}, after you opened it.`);
  }
  // Before anything else: next to nothing of the one kind suits the other.
  const { kind } = before.webhook;
  if (PROFILES.some((name) => name === given.profile) && kindOf(given.profile) !== kind) {
    throw invalid([otherKind(kind)]);
  }
  const { settings, secrets } = parseSettings(merge(before, given), before.revision, found);
  await checkReferences(caller, settings, before.revision.settings.notifyUserIds);
  const connector = await checkConnector(caller, settings);
  const warnings = await checkUrl(caller, settings);
  const sealed = sealSettings(tidings.keyring, before.webhook, settings, secrets);

  const now = tidings.now();
  const keys = await newMissingKeys(tidings, before.webhook, settings.delivery.signature, drafted);
  const changed = {
    label: settings.label,
    labelKey: labelKey(settings.label),
    profile: settings.profile,
    url: settings.url,
    dataCenterId: settings.dataCenterId,
    orderBy: settings.delivery.order,
    connectorId: connector?.id ?? null,
    revision: before.webhook.revision + 1,
    updatedAt: now,
  };
  const webhook = { ...before.webhook, ...changed };
  await database.atomically(function* (tx) {
    const { webhooks, webhookRevisions, signingKeys } = database.tables;
    yield* refuseTakenLabel(caller, tx, settings.label, webhook.id);
    if (connector) yield* holdConnector(database, tx, connector);
    const updated = yield* tx.run(
      tx.orm
        .update(webhooks)
        // Nothing else: the engine writes the figures of its health meanwhile.
        .set(changed)
        .where(
          and(
            eq(webhooks.id, webhook.id),
            eq(webhooks.accountId, accountId),
            eq(webhooks.revision, before.webhook.revision),
            eq(webhooks.status, before.webhook.status),
          ),
        )
        .returning({ id: webhooks.id }),
    );
    if (updated.length === 0) {
      throw new Problem(
        "changed_meanwhile",
        "Somebody else changed the webhook just now. Load it again and repeat your change.",
      );
    }
    yield* tx.run(
      tx.orm.insert(webhookRevisions).values({
        webhookId: webhook.id,
        revision: webhook.revision,
        accountId,
        ...sealed,
        createdAt: now,
        createdBy: caller.actor.name,
      }),
    );
    // Nobody else has made one meanwhile: they would have written a revision.
    if (keys.length > 0) yield* tx.run(tx.orm.insert(signingKeys).values(keys));
    yield* writeTriggers(database, tx, webhook, settings);
    yield* recordAudit(database, tx, {
      accountId,
      actor: caller.actor,
      at: now,
      action: "webhook.updated",
      target: { kind: "webhook", id: webhook.id },
      details: {
        ...{ label: webhook.label, revision: webhook.revision },
        changes: auditedChanges(
          { label: before.webhook.label, ...before.revision },
          { label: settings.label, ...sealed },
        ),
      },
    });
  });
  const waiting = (await countWaiting(database, [webhook.id]))(webhook.id);
  return toView(webhook, sealed, waiting, now, warnings);
}

/** What people may expect to be settings. */
const NOT_SETTINGS = {
  status: "Call activate or deactivate to change the status.",
  kind: "Leave it out: the kind of a webhook never changes.",
};

/** The present settings with what was given merged in; a profile that is given fills in what isn't. */
function merge({ webhook, revision }: LoadedWebhook, given: Record<string, unknown>): unknown {
  const present = { label: webhook.label, ...asInput(revision.settings) };
  const refill = profileDefaults(given.profile);
  return mergeObjects(refill ? { ...present, delivery: refill } : present, given);
}

/** Stored settings in the form in which they are written; secrets, left out, stay. */
function asInput({ headers, ...settings }: StoredSettings) {
  return {
    ...settings,
    headers: headers.map(({ name, value, secret }) =>
      secret ? { name, secret } : { name, value: value ?? "", secret },
    ),
  };
}
