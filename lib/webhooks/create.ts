import { and, count, eq, ne } from "drizzle-orm";
import type { z } from "zod";
import type { Steps, Transaction } from "@/db/database";
import type { Caller } from "@/lib/accounts/caller";
import { recordAudit } from "@/lib/audit/record";
import { checkConnector } from "@/lib/connectors/check-use";
import { holdConnector } from "@/lib/connectors/hold";
import { type FieldProblem, invalid, Problem } from "@/lib/errors";
import { fieldProblems } from "@/lib/field-problems";
import { newId } from "@/lib/ids";
import { labelKey } from "@/lib/label-schema";
import { DEFAULT_SCENARIO } from "@/lib/payloads/scenario-schema";
import { DEFAULT_TEMPLATE } from "@/lib/templates/schema";
import { checkUrl } from "./check-url";
import { firstStatus } from "./first-status";
import { type FreshKey, newSigningKeys } from "./new-signing-keys";
import { PROFILE_DEFAULTS, profileDefaults } from "./profiles";
import { checkReferences } from "./references";
import { createWebhookSchema, kindOf, type WebhookView } from "./schema";
import { parseSettings, sealSettings } from "./settings";
import { kindsInUse } from "./signing-key-kinds";
import { writeTriggers } from "./triggers";
import { toView } from "./view";

/**
 * Makes a webhook, its first revision, its triggers, its lane and its signing keys.
 * @param options `keys` that receivers know already, from before it was saved
 * @throws Problem 400, 409 (`label_taken`, `webhook_limit_reached`, created already under this id, a connector changed meanwhile)
 */
export async function createWebhook(
  caller: Caller,
  input: unknown,
  { id = newId(), keys: drafted = [] }: { id?: string | undefined; keys?: readonly FreshKey[] } = {},
): Promise<WebhookView> {
  const { tidings, accountId } = caller;
  const { database } = tidings;
  const { settings, secrets, status, warnings } = parseWhole(input);
  await checkReferences(caller, settings);
  const connector = await checkConnector(caller, settings);
  warnings.push(...(await checkUrl(caller, settings)));

  const now = tidings.now();
  const webhook = {
    id,
    accountId,
    dataCenterId: settings.dataCenterId,
    kind: kindOf(settings.profile),
    label: settings.label,
    labelKey: labelKey(settings.label),
    profile: settings.profile,
    url: settings.url,
    status,
    revision: 1,
    activatedAt: status === "active" ? now : null,
    suspendedReason: null,
    suspendedAt: null,
    failedInARow: 0,
    lostInARow: 0,
    lastSuccessAt: null,
    failingSince: null,
    warnedAt: null,
    orderBy: settings.delivery.order,
    connectorId: connector?.id ?? null,
    createdAt: now,
    updatedAt: now,
    deletedAt: null,
  };
  const sealed = sealSettings(tidings.keyring, webhook, settings, secrets);
  const kinds = kindsInUse(settings.delivery.signature);
  const keys = await newSigningKeys(tidings.keyring, webhook, kinds, now, drafted);

  await database.atomically(function* (tx) {
    const { webhooks, webhookRevisions, lanes, signingKeys } = database.tables;
    yield* refuseSaved(caller, tx, id);
    yield* refuseOverLimit(caller, tx);
    yield* refuseTakenLabel(caller, tx, settings.label, null);
    if (connector) yield* holdConnector(database, tx, connector);
    yield* tx.run(tx.orm.insert(webhooks).values(webhook));
    yield* tx.run(
      tx.orm.insert(webhookRevisions).values({
        webhookId: id,
        revision: 1,
        accountId,
        ...sealed,
        createdAt: now,
        createdBy: caller.actor.name,
      }),
    );
    yield* writeTriggers(database, tx, webhook, settings);
    yield* tx.run(tx.orm.insert(lanes).values({ webhookId: id, accountId }));
    if (keys.length > 0) yield* tx.run(tx.orm.insert(signingKeys).values(keys));
    yield* recordAudit(database, tx, {
      accountId,
      actor: caller.actor,
      at: now,
      action: "webhook.created",
      target: { kind: "webhook", id },
      details: {
        ...{ label: settings.label, status, url: settings.url, profile: settings.profile },
        ...{ dataCenterId: settings.dataCenterId, triggers: settings.triggers.map(({ type }) => type) },
      },
    });
  });
  return toView(webhook, sealed, { waiting: 0, oldestWaitingAt: null }, now, warnings);
}

interface ParseOptions {
  /** The present revision, whose secrets stay where they are left out. */
  before?: Parameters<typeof parseSettings>[1];
  /** Remedies for keys that people expect. */
  unknownKeys?: Record<string, string>;
}

/**
 * A webhook that is described as a whole, what is left out filled in by the profile: all that can be judged of it without
 * a database or the network.
 * @throws Problem 400 naming every place
 */
export function parseWhole(input: unknown, { before = null, unknownKeys = {} }: ParseOptions = {}) {
  const parsed = createWebhookSchema.safeParse(input);
  const { kind, status: asked, ...rest } = parsed.data ?? knownKeys(input);
  const given = kind === "workflow" ? { profile: "data_request", ...rest } : rest;
  const { status, problems, warnings } = firstStatus(given.profile, asked);
  if (parsed.success) problems.push(...judgeKind(kind, given.profile));
  const found = parsed.success ? problems : [...fieldProblems(parsed.error, input, unknownKeys), ...problems];
  return { ...parseSettings(withDefaults(given), before, found), status, warnings };
}

/** A webhook is of the kind that its profile is for; nobody makes one of a workflow unawares. */
function judgeKind(kind: "event" | "workflow" = "event", profile: unknown): FieldProblem[] {
  return kind === kindOf(profile) ? [] : [otherKind(kind)];
}

/** A profile of the other kind. */
export const otherKind = (kind: "event" | "workflow"): FieldProblem => ({
  path: "profile",
  message:
    kind === "event"
      ? 'can only be "simple", "stream", "signed" or "custom" for event webhooks'
      : 'can only be "data_request" or "scenario" for webhooks of workflows',
  remedy: `Use one of these. What a workflow's step sends is a webhook of kind "workflow"; the kind never changes.`,
});

/** What can be judged further although something at the top is wrong. @throws Problem 400 unless it is an object */
export function knownKeys(input: unknown): z.infer<typeof createWebhookSchema> {
  if (!isPlain(input)) {
    throw invalid([
      { path: "", message: "is not an object", remedy: "Send a JSON object with the webhook's settings." },
    ]);
  }
  const { status: _, kind: __, ...rest } = input;
  return Object.fromEntries(
    Object.entries(rest).filter(([key]) => Object.hasOwn(createWebhookSchema.shape, key)),
  );
}

/** What was left out, filled in by the profile. */
export function withDefaults(given: Record<string, unknown>): Record<string, unknown> {
  const { profile = "simple", delivery = {} } = given;
  const own = typeof profile === "string" ? (WORKFLOW_DEFAULTS.get(profile) ?? {}) : {};
  const defaults = profileDefaults(profile) ?? PROFILE_DEFAULTS.simple;
  return {
    description: "",
    method: "POST",
    authentication: { type: "none" },
    headers: [],
    notifyUserIds: [],
    ...own,
    ...given,
    ...(own.template && given.template ? { template: mergeObjects(own.template, given.template) } : {}),
    ...(own.scenario && given.scenario ? { scenario: mergeObjects(own.scenario, given.scenario) } : {}),
    profile,
    delivery: mergeObjects(defaults, delivery),
  };
}

/** What a webhook of a workflow has besides. */
interface WorkflowDefaults {
  triggers?: [];
  template?: unknown;
  scenario?: unknown;
}

const WORKFLOW_DEFAULTS = new Map<string, WorkflowDefaults>([
  ["data_request", { triggers: [], template: DEFAULT_TEMPLATE }],
  ["scenario", { triggers: [], scenario: DEFAULT_SCENARIO }],
]);

/**
 * Objects are merged key by key; arrays, `retry` (which has a `kind`), a body (which has a `format`) and another `type`
 * are replaced whole.
 */
export function mergeObjects(before: unknown, given: unknown): unknown {
  if (!isPlain(before) || !isPlain(given)) return given;
  if (Object.hasOwn(before, "kind") || Object.hasOwn(before, "format")) return given;
  const typed = Object.hasOwn(before, "type") && Object.hasOwn(given, "type");
  if (typed && before.type !== given.type) return given;
  const merged: Record<string, unknown> = { ...before };
  for (const [key, value] of Object.entries(given)) {
    if (value !== undefined)
      merged[key] = mergeObjects(Object.hasOwn(before, key) ? before[key] : undefined, value);
  }
  return merged;
}

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** An id that was reserved may come twice, by a second press or a second process. */
function* refuseSaved(caller: Caller, tx: Transaction, id: string): Steps<void> {
  const { webhooks } = caller.tidings.database.tables;
  const [saved] = yield* tx.run(tx.orm.select({ id: webhooks.id }).from(webhooks).where(eq(webhooks.id, id)));
  if (saved) throw new Problem("conflict", "This webhook has been created already; look for it in the list.");
}

export function* refuseOverLimit(caller: Caller, tx: Transaction): Steps<void> {
  const { accounts, webhooks } = caller.tidings.database.tables;
  const [account] = yield* tx.run(
    tx.orm.select({ limit: accounts.webhookLimit }).from(accounts).where(eq(accounts.id, caller.accountId)),
  );
  const [used] = yield* tx.run(
    tx.orm
      .select({ webhooks: count() })
      .from(webhooks)
      .where(and(eq(webhooks.accountId, caller.accountId), ne(webhooks.status, "deleted"))),
  );
  const [has, limit] = [Number(used?.webhooks), account?.limit ?? 0];
  if (has < limit) return;
  throw new Problem(
    "webhook_limit_reached",
    `The account uses ${has} of ${limit} webhooks, its limit. Delete an inactive webhook to make room, or have the limit raised.`,
  );
}

export function* refuseTakenLabel(
  caller: Caller,
  tx: Transaction,
  label: string,
  exceptId: string | null,
): Steps<void> {
  const { webhooks } = caller.tidings.database.tables;
  const [taken] = yield* tx.run(
    tx.orm
      .select({ id: webhooks.id })
      .from(webhooks)
      .where(and(eq(webhooks.accountId, caller.accountId), eq(webhooks.labelKey, labelKey(label)))),
  );
  if (!taken || taken.id === exceptId) return;
  throw new Problem("label_taken", `Another webhook of the account is called "${label}".`, [
    {
      path: "label",
      message: "is the label of another webhook",
      remedy: "Choose another label; upper and lower case are not told apart.",
    },
  ]);
}
