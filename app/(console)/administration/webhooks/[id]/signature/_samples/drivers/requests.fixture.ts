import { randomBytes } from "node:crypto";
import { type EndpointKey, signatureHeaders, toEndpointKey } from "@/lib/engine/signature-headers";
import { newId } from "@/lib/ids";
import { createKeyring } from "@/lib/keyring";
import { newSigningKeys, signingKeyPlace } from "@/lib/webhooks/new-signing-keys";
import { rsaKeyXml } from "@/lib/webhooks/rsa-key-xml";
import type { SigningKeyKind } from "@/lib/webhooks/signing-key-kinds";
import type { SignatureKind } from "../samples";

type Headers = Record<string, string | undefined>;

/** What a sample is asked, and what it should answer. */
export interface SampleRequest {
  name: string;
  /** As the page shows them: `whsec_…`, `whpk_…`, or RSA keys in the sample's form. */
  keys: string[];
  /** Names in lower case. */
  headers: Headers;
  body: Buffer;
  genuine: boolean;
}

/** How receivers of a language hold an RSA key. */
export type RsaForm = "pem" | "xml";

const NAMES = ["webhook-id", "webhook-timestamp", "webhook-signature", "x-di-signature"];

/**
 * One line a request: keys (separated by semicolons), body and the four headers, separated by commas, each in Base64;
 * a header that is missing is a hyphen.
 */
export const lineOf = ({ keys, headers, body }: SampleRequest) =>
  [
    keys.map((key) => Buffer.from(key).toString("base64")).join(";"),
    body.toString("base64"),
    ...NAMES.map((name) => headers[name]).map((value) =>
      value === undefined ? "-" : Buffer.from(value).toString("base64"),
    ),
  ].join(",");

const BODY = '{"EventId":"1f0a","Contact":{"Name":"Zoë Łukasz 😀"},"Score":120.50,"Note":"a\\u0000\\/b"}\r\n';

const MINUTE_MS = 60_000;

/** True deliveries, signed by the engine's own code with keys made as a webhook's are, and what somebody made of them. */
export const requestsFor = (kind: SignatureKind, form: RsaForm): Promise<SampleRequest[]> =>
  kind === "rsa" ? requestsOverBody(form) : standardRequests(kind);

async function standardRequests(kind: "v1" | "v1a"): Promise<SampleRequest[]> {
  const keyKind = kind === "v1" ? "hmac" : "ed25519";
  const [old, fresh, strange] = await Promise.all([newKey(keyKind), newKey(keyKind), newKey(keyKind)]);
  const now = Date.now();
  const sign = (keys: Key[], wallNow = now, body = BODY) => signed(keys, wallNow, body);
  const { body, headers } = await sign([fresh]);
  const [bare = "", twin = ""] = [headers, (await sign([strange])).headers].map((each) =>
    each["webhook-signature"]?.replace(`${kind},`, ""),
  );
  const having = (changed: Headers) => ({ body, headers: { ...headers, ...changed } });
  const signature = (value: string) => having({ "webhook-signature": value });

  return [
    ...told(fresh.known, true, {
      "a true delivery": { body, headers },
      "an empty body": await sign([fresh], now, ""),
      "sent two minutes ago": await sign([fresh], now - 2 * MINUTE_MS),
      "by a clock two minutes ahead": await sign([fresh], now + 2 * MINUTE_MS),
      "signed by the new and the old key, for who has the new one": await sign([fresh, old]),
      "its signature after others that are not": signature(
        `v1,AAAA v2,x garbage ${kind},${twin} ${kind},${bare}`,
      ),
    }),
    ...told(old.known, true, {
      "signed by the new and the old key, for who has the old one": await sign([fresh, old]),
    }),
    ...told(strange.known, false, { "by another webhook's key": { body, headers } }),
    ...told(fresh.known, false, {
      ...changedBytes(body, (other) => ({ body: other, headers })),
      ...changedBytes(
        Buffer.from(bare, "base64"),
        (other) => signature(`${kind},${other.toString("base64")}`),
        "signature",
      ),
      "a body cut short": { body: body.subarray(0, -1), headers },
      "a body that goes on": { body: Buffer.concat([body, Buffer.from(" ")]), headers },
      "sent ten minutes ago": await sign([fresh], now - 10 * MINUTE_MS),
      "by a clock ten minutes ahead": await sign([fresh], now + 10 * MINUTE_MS),
      "another id": having({ "webhook-id": newId() }),
      "another time": having({ "webhook-timestamp": String(Math.floor(now / 1_000) + 1) }),
      "no headers": { body, headers: {} },
      "no id": having({ "webhook-id": undefined }),
      "no time": having({ "webhook-timestamp": undefined }),
      "no signature": having({ "webhook-signature": undefined }),
      "a time that is none": having({ "webhook-timestamp": "soon" }),
      "an empty time": having({ "webhook-timestamp": "" }),
      "a time of 5,000 digits": having({ "webhook-timestamp": "9".repeat(5_000) }),
      "the least 64-bit time": having({ "webhook-timestamp": "-9223372036854775808" }),
      "a signature without its version": signature(bare),
      "a signature of another version": signature(`${kind === "v1" ? "v1a" : "v1"},${bare}`),
      "an empty signature": signature(""),
      "a version alone": signature(kind),
      "a version without a value": signature(`${kind},`),
      "a short signature": signature(`${kind},${bare.slice(0, 8)}`),
      "a signature that is no Base64": signature(`${kind},!"§ ${kind},=== ${kind},ñ😀`),
    }),
  ];
}

async function requestsOverBody(form: RsaForm): Promise<SampleRequest[]> {
  const [old, fresh] = await Promise.all([newKey("rsa"), newKey("rsa")]);
  const [oldKnown, freshKnown] = [old, fresh].map(({ known }) => (form === "pem" ? known : rsaKeyXml(known)));
  if (!oldKnown || !freshKnown) throw new Error("No keys");
  const { body, headers } = await signed([old], Date.now(), BODY);
  const value = headers["x-di-signature"] ?? "";
  const bytes = Buffer.from(value, "base64");
  const signature = (other: string | Buffer | undefined) => ({
    body,
    headers: { "x-di-signature": Buffer.isBuffer(other) ? other.toString("base64") : other },
  });
  return [
    ...told(oldKnown, true, {
      "a true delivery": { body, headers },
      "an empty body": await signed([old], Date.now(), ""),
    }),
    ...told([freshKnown, oldKnown], true, {
      "by the old key, for who has both": { body, headers },
      "by the new key, for who has both": await signed([fresh], Date.now(), BODY),
    }),
    ...told(freshKnown, false, { "by the old key, for who has the new one alone": { body, headers } }),
    ...told([oldKnown, freshKnown], false, {
      ...changedBytes(body, (other) => ({ body: other, headers })),
      ...changedBytes(bytes, signature, "signature"),
      "a body cut short": { body: body.subarray(0, -1), headers },
      "a body that goes on": { body: Buffer.concat([body, Buffer.from(" ")]), headers },
      "no signature": signature(undefined),
      "an empty signature": signature(""),
      "a short signature": signature(bytes.subarray(1)),
      "a signature with a zero before it": signature(Buffer.concat([Buffer.alloc(1), bytes])),
      "a signature that goes on": signature(Buffer.concat([bytes, Buffer.alloc(1)])),
      "a signature of zeros": signature(Buffer.alloc(256)),
      "a signature above the modulus": signature(Buffer.alloc(256, 0xff)),
      "a long signature": signature(randomBytes(4_096)),
      "a signature that is no Base64": signature('!"§ñ😀==='),
    }),
  ];
}

type Sent = Pick<SampleRequest, "headers" | "body">;

const told = (keys: string | string[], genuine: boolean, requests: Record<string, Sent>): SampleRequest[] =>
  Object.entries(requests).map(([name, request]) => ({ name, keys: [keys].flat(), genuine, ...request }));

/** As often as there are bytes, each time with another one changed. */
function changedBytes(
  bytes: Buffer,
  toRequest: (changed: Buffer) => Sent,
  whose = "body",
): Record<string, Sent> {
  const changes = [...bytes.keys()].map((index): [string, Sent] => {
    const changed = Buffer.from(bytes);
    changed[index] = (changed[index] as number) ^ 1;
    return [`byte ${index} of the ${whose} changed`, toRequest(changed)];
  });
  return Object.fromEntries(changes);
}

interface Key {
  endpointKey: EndpointKey;
  /** What the page shows: the secret, or the public key. */
  known: string;
}

const keyring = createKeyring([{ id: "samples", bytes: randomBytes(32) }]);

async function newKey(kind: SigningKeyKind): Promise<Key> {
  const webhook = { id: newId(), accountId: 1 };
  const [key] = await newSigningKeys(keyring, webhook, [kind], Date.now());
  const secret = key && keyring.open(key.secret, signingKeyPlace(webhook.accountId, key.id));
  if (!key || !secret) throw new Error(`No key of the kind ${kind}`);
  return { endpointKey: toEndpointKey({ ...key, secret }), known: key.publicKey ?? secret };
}

async function signed(keys: Key[], wallNow: number, body: string): Promise<Sent> {
  const endpointKeys = keys.map(({ endpointKey }) => endpointKey);
  const headers = await signatureHeaders(endpointKeys, { webhookId: newId(), body, now: wallNow, wallNow });
  return {
    body: Buffer.from(body),
    headers: Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value])),
  };
}
