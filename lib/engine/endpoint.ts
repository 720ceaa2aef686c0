import { and, eq, lte } from "drizzle-orm";
import type { DeliverySettings, StoredHeader, StoredSecrets, StoredSettings } from "@/db/shapes";
import { type ConnectorRow, connectorOf } from "@/lib/connectors/find";
import { openConnector } from "@/lib/connectors/open";
import type { Instance } from "@/lib/instance";
import { type OpenedKey, openSigningKeys } from "@/lib/webhooks/open-signing-keys";
import { secretPlace } from "@/lib/webhooks/settings";
import { kindsInUse } from "@/lib/webhooks/signing-key-kinds";
import { StepRequests } from "@/lib/workflow-requests/step-requests";
import { type EndpointHeader, openAccess } from "./access";
import type { ClientCertificate } from "./pinned-connector";
import { type EndpointKey, toEndpointKey } from "./signature-headers";
import type { OAuthClient } from "./tokens";

/** All that sending for a webhook needs, credentials opened; never leaves the engine. */
export interface Endpoint {
  webhookId: string;
  accountId: number;
  revision: number;
  settings: StoredSettings;
  /** The webhook is suspended: one attempt finds out whether it answers again. */
  probing: boolean;
  /** Batches of several may wait: it makes them, or an earlier revision did. */
  batches: boolean;
  /** The wire style of each revision: a batch keeps that of its own. */
  styles: Map<number, DeliverySettings["payloadStyle"]>;
  /** Of a workflow's webhook: makes what its steps send. */
  steps?: StepRequests;
  headers: EndpointHeader[];
  /** Secret parameters of the URL, which the sender alone appends. */
  query: [string, string][];
  /** Its requests need a token, which `authorize` puts into the headers of one attempt. */
  oauth: OAuthClient | null;
  /** The token among the headers of this attempt. */
  token?: string;
  certificate: ClientCertificate | null;
  /** Of the connector that was opened; null where the webhook has its own authentication. */
  connectorRevision: number | null;
  /** Of the kinds in use, newest first. */
  signingKeys: EndpointKey[];
  /** Of a draft: keys that are stored nowhere, by which the request inbox checks its signature. */
  unsavedKeys?: OpenedKey[];
  /** A credential could not be opened: the attempt fails with `credential_unreadable`. */
  unreadable: boolean;
}

/** Opens the settings of one revision of a webhook. */
export async function loadEndpoint(
  tidings: Instance,
  webhook: { id: string; accountId: number; revision: number; probing?: boolean },
): Promise<Endpoint> {
  const { webhookRevisions } = tidings.database.tables;
  const rows = await tidings.database.orm
    .select({
      revision: webhookRevisions.revision,
      settings: webhookRevisions.settings,
      secrets: webhookRevisions.secrets,
    })
    .from(webhookRevisions)
    .where(and(eq(webhookRevisions.webhookId, webhook.id), lte(webhookRevisions.revision, webhook.revision)));
  const row = rows.find(({ revision }) => revision === webhook.revision);
  if (!row) throw new Error(`Webhook ${webhook.id} has no revision ${webhook.revision}.`);
  const kinds = kindsInUse(row.settings.delivery.signature);
  const keys = kinds.length > 0 ? await openSigningKeys(tidings, webhook) : [];
  return {
    ...toEndpoint(tidings, webhook, row, {
      keys,
      connector: await connectorOf(tidings, webhook, row.settings),
    }),
    styles: new Map(rows.map(({ revision, settings }) => [revision, settings.delivery.payloadStyle])),
    batches: rows.some(({ settings }) => settings.delivery.batch.max > 1),
    ...(isOfWorkflow(row.settings) && {
      steps: new StepRequests(new Map(rows.map(({ revision, settings }) => [revision, settings]))),
    }),
  };
}

const isOfWorkflow = ({ template, scenario }: StoredSettings) =>
  template !== undefined || scenario !== undefined;

/** What of an endpoint stands elsewhere. */
interface Elsewhere {
  /** Of any kind, the newest first. */
  keys: readonly OpenedKey[];
  /** The one that the settings name. */
  connector: ConnectorRow | null;
}

/** Opens the credentials of settings, also of such as no revision has yet. */
export function toEndpoint(
  tidings: Pick<Instance, "keyring">,
  webhook: { id: string; accountId: number; revision: number; probing?: boolean },
  { settings, secrets }: { settings: StoredSettings; secrets: StoredSecrets },
  { keys: opened, connector }: Elsewhere,
): Endpoint {
  const open = (place: string) => {
    const ciphertext = secrets[place];
    return ciphertext === undefined ? null : tidings.keyring.open(ciphertext, secretPlace(webhook, place));
  };
  const { authentication } = settings;
  const access = connector
    ? openConnector(tidings.keyring, connector)
    : openAccess(authentication, (key) => open(`authentication.${key}`));
  const headers = openHeaders(settings.headers, open);
  const kinds = kindsInUse(settings.delivery.signature);
  const keys = opened.filter(({ kind }) => kinds.includes(kind));
  const newest = new Set(keys.filter(({ expiresAt }) => expiresAt === null).map(({ kind }) => kind));
  return {
    webhookId: webhook.id,
    accountId: webhook.accountId,
    revision: webhook.revision,
    settings,
    probing: webhook.probing ?? false,
    styles: new Map([[webhook.revision, settings.delivery.payloadStyle]]),
    batches: settings.delivery.batch.max > 1,
    headers: [...(access?.headers ?? []), ...(headers ?? [])],
    query: access?.query ?? [],
    oauth: access?.oauth ?? null,
    certificate: access?.certificate ?? null,
    connectorRevision: connector?.revision ?? null,
    signingKeys: keys.map(toEndpointKey),
    unreadable: access === null || headers === null || kinds.some((kind) => !newest.has(kind)),
  };
}

/** The headers of settings for people's eyes: no secret is opened for them, and what a connector adds is not told. */
export const headersWithoutSecrets = ({ authentication, headers }: StoredSettings): EndpointHeader[] => [
  ...(authentication.type === "connector" ? [] : (openAccess(authentication, () => "")?.headers ?? [])),
  ...(openHeaders(headers, () => "") ?? []),
];

/** @returns null if one can't be opened */
function openHeaders(
  headers: StoredHeader[],
  open: (place: string) => string | null,
): EndpointHeader[] | null {
  const opened = headers.map(({ name, value, secret }, index) => ({
    ...{ name, secret, value: secret ? open(`headers.${index}.value`) : value },
  }));
  const readable = opened.filter((header): header is EndpointHeader => header.value !== null);
  return readable.length === opened.length ? readable : null;
}
