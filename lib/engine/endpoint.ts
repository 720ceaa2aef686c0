import { and, eq, lte } from "drizzle-orm";
import type {
  DeliverySettings,
  StoredAuthentication,
  StoredHeader,
  StoredSecrets,
  StoredSettings,
} from "@/db/shapes";
import type { Instance } from "@/lib/instance";
import { type OpenedKey, openSigningKeys } from "@/lib/webhooks/open-signing-keys";
import { secretPlace } from "@/lib/webhooks/settings";
import { kindsInUse } from "@/lib/webhooks/signing-key-kinds";
import { type EndpointKey, toEndpointKey } from "./signature-headers";

/** A header as it is sent, and whether people may see its value. */
export interface EndpointHeader {
  name: string;
  value: string;
  secret: boolean;
}

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
  headers: EndpointHeader[];
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
    ...toEndpoint(tidings, webhook, row, keys),
    styles: new Map(rows.map(({ revision, settings }) => [revision, settings.delivery.payloadStyle])),
    batches: rows.some(({ settings }) => settings.delivery.batch.max > 1),
  };
}

/**
 * Opens the credentials of settings, also of such as no revision has yet.
 * @param opened keys of any kind, the newest first
 */
export function toEndpoint(
  tidings: Pick<Instance, "keyring">,
  webhook: { id: string; accountId: number; revision: number; probing?: boolean },
  { settings, secrets }: { settings: StoredSettings; secrets: StoredSecrets },
  opened: readonly OpenedKey[],
): Endpoint {
  const headers = openHeaders(tidings, webhook, settings, secrets);
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
    headers: headers ?? [],
    signingKeys: keys.map(toEndpointKey),
    unreadable: headers === null || kinds.some((kind) => !newest.has(kind)),
  };
}

/** @returns null if a credential can't be opened */
function openHeaders(
  tidings: Pick<Instance, "keyring">,
  webhook: { id: string; accountId: number },
  settings: StoredSettings,
  secrets: StoredSecrets,
): EndpointHeader[] | null {
  const open = (place: string) => {
    const ciphertext = secrets[place];
    return ciphertext === undefined ? null : tidings.keyring.open(ciphertext, secretPlace(webhook, place));
  };
  const headers = [
    ...authenticationHeaders(settings.authentication, open),
    ...ownHeaders(settings.headers, open),
  ];
  const opened = headers.filter((header): header is EndpointHeader => header.value !== null);
  return opened.length === headers.length ? opened : null;
}

type Open = (place: string) => string | null;
type MaybeOpened = { name: string; value: string | null; secret: boolean };

function authenticationHeaders(authentication: StoredAuthentication, open: Open): MaybeOpened[] {
  switch (authentication.type) {
    case "none":
      return [];
    case "basic": {
      const password = open("authentication.password");
      const pair =
        password === null ? null : Buffer.from(`${authentication.username}:${password}`).toString("base64");
      return [{ name: "authorization", value: pair === null ? null : `Basic ${pair}`, secret: true }];
    }
    case "raw":
      return [{ name: "authorization", value: open("authentication.value"), secret: true }];
    case "headers":
      return authentication.headers.map(({ name }, index) => ({
        name,
        value: open(`authentication.headers.${index}.value`),
        secret: true,
      }));
  }
}

const ownHeaders = (headers: StoredHeader[], open: Open): MaybeOpened[] =>
  headers.map(({ name, value, secret }, index) => ({
    name,
    value: secret ? open(`headers.${index}.value`) : value,
    secret,
  }));
