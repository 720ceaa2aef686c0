import { createPrivateKey, type KeyObject } from "node:crypto";
import type { StoredSettings } from "@/db/shapes";
import type { OpenedKey } from "@/lib/webhooks/open-signing-keys";
import { signBody, signStandard, signStandardAsymmetric } from "./sign";

/** A key ready to sign, until it expires (epoch ms). Parsed once: a private key takes longer to parse than to use. */
export type EndpointKey = { expiresAt: number | null } & (
  | { kind: "hmac"; secret: string }
  | { kind: "ed25519" | "rsa"; privateKey: KeyObject }
);

export const toEndpointKey = ({ kind, secret, expiresAt }: OpenedKey): EndpointKey =>
  kind === "hmac" ? { kind, secret, expiresAt } : { kind, privateKey: createPrivateKey(secret), expiresAt };

interface Signed {
  webhookId: string;
  body: string;
  /** Epoch ms, for which keys are in force. */
  now: number;
  /** Epoch ms by the wall clock, for the timestamp: receivers compare it with theirs. */
  wallNow: number;
}

type Headers = [string, string][];

/**
 * The headers that prove where a request comes from (decision 15). Standard Webhooks' list holds a signature by every
 * key that has not expired, the newest first. `X-DI-Signature` holds one value, so for as long as a rotation's overlap
 * lasts it is by the key that receivers know already: the oldest (docs/decisions/006).
 *
 * HMAC is done at once (5 µs). Ed25519 and RSA go to the thread pool: on the loop they would take 85 µs and 1 ms of
 * it, so they take 15 µs and 90 µs.
 * @param keys of the kinds in use, newest first
 */
export function signatureHeaders(keys: EndpointKey[], signed: Signed): Headers | Promise<Headers> {
  const { webhookId, now, wallNow } = signed;
  const secrets: string[] = [];
  const privateKeys: KeyObject[] = [];
  let known: KeyObject | undefined;
  for (const key of keys) {
    if (key.expiresAt !== null && key.expiresAt <= now) continue;
    if (key.kind === "hmac") secrets.push(key.secret);
    else if (key.kind === "ed25519") privateKeys.push(key.privateKey);
    else known = key.privateKey;
  }
  if (privateKeys.length > 0 || known) return signOffTheLoop(secrets, privateKeys, known, signed);
  if (secrets.length === 0) return [];
  const seconds = Math.floor(wallNow / 1_000);
  return standardHeaders(webhookId, String(seconds), signStandard(secrets, webhookId, seconds, signed.body));
}

async function signOffTheLoop(
  secrets: string[],
  privateKeys: KeyObject[],
  known: KeyObject | undefined,
  { webhookId, body, wallNow }: Signed,
): Promise<Headers> {
  const seconds = Math.floor(wallNow / 1_000);
  const [asymmetric, bodySignature] = await Promise.all([
    privateKeys.length > 0 ? signStandardAsymmetric(privateKeys, webhookId, seconds, body) : null,
    known ? signBody(known, body) : null,
  ]);
  const symmetric = secrets.length > 0 ? signStandard(secrets, webhookId, seconds, body) : null;
  const signatures = [symmetric, asymmetric].filter((signature) => signature !== null);
  const headers =
    signatures.length > 0 ? standardHeaders(webhookId, String(seconds), signatures.join(" ")) : [];
  return bodySignature === null ? headers : [...headers, bodySignatureHeader(bodySignature)];
}

const standardHeaders = (webhookId: string, timestamp: string, signature: string): Headers => [
  ["webhook-id", webhookId],
  ["webhook-timestamp", timestamp],
  ["webhook-signature", signature],
];

/** The same headers where nothing is signed, each with what stands in its place. */
export const unsignedHeaders = (
  { standard, rsa }: StoredSettings["delivery"]["signature"],
  instead: { id: string; timestamp: string; signature: string },
): Headers => [
  ...(standard === "off"
    ? []
    : standardHeaders(instead.id, instead.timestamp, `${standard},${instead.signature}`)),
  ...(rsa ? [bodySignatureHeader(instead.signature)] : []),
];

const bodySignatureHeader = (signature: string): [string, string] => ["X-DI-Signature", signature];
