import type { StoredSettings } from "@/db/shapes";
import type { Instance } from "@/lib/instance";
import type { EndpointHeader } from "./access";
import type { Endpoint } from "./endpoint";
import type { OutgoingRequest } from "./outcome";
import { signatureHeaders } from "./signature-headers";
import { withQuery } from "./with-query";

/** What the run's record shows of a request: secrets masked, body apart. */
export interface RequestHead {
  method: string;
  url: string;
  headers: [string, string][];
}

export interface PreparedRequest {
  outgoing: OutgoingRequest;
  head: RequestHead;
}

export const MASK = "••••••••";

/** The address as people may see it. */
export const maskedUrl = (url: string, secretQuery: readonly [string, string][]): string =>
  withQuery(
    url,
    secretQuery.map(([name]) => [name, MASK]),
  );

/** What stays the same at every attempt; the id is the `webhook-id`. */
export interface Batch {
  id: string;
  body: string;
}

/**
 * Headers and signature of one attempt around a batch's bytes: address, headers and credentials are those of the
 * moment, timestamp and signature this attempt's. A promise only where signing happens off the event loop.
 */
export function prepare(
  endpoint: Endpoint,
  { id, body }: Batch,
  { now, wallNow }: Pick<Instance, "now" | "wallNow">,
): PreparedRequest | Promise<PreparedRequest> {
  const signed = signatureHeaders(endpoint.signingKeys, {
    ...{ webhookId: id, body },
    ...{ now: now(), wallNow: wallNow() },
  });
  return signed instanceof Promise
    ? signed.then((headers) => assemble(endpoint, body, headers))
    : assemble(endpoint, body, signed);
}

function assemble(endpoint: Endpoint, body: string, signed: [string, string][]): PreparedRequest {
  const { settings, headers: set } = endpoint;
  const own = ourHeaders(set, signed);
  return {
    outgoing: {
      method: settings.method,
      url: settings.url,
      urlPolicy: settings.delivery.urlPolicy,
      headers: [...own, ...set.map(({ name, value }): [string, string] => [name, value])],
      body: Buffer.from(body),
      deadlineMs: settings.delivery.deadlineMs,
      secretQuery: endpoint.query,
      clientCertificate: endpoint.certificate,
      from: endpoint,
    },
    head: toHead({ ...settings, url: maskedUrl(settings.url, endpoint.query) }, own, set),
  };
}

/** A request that somebody wrote, its values filled in. */
export interface WrittenRequest {
  id: string;
  method: "GET" | "POST";
  url: string;
  headers: EndpointHeader[];
  body: string | null;
}

/** How much of a data request's answer is read; the workflow needs the whole of it (decision 6). */
export const ANSWER_LIMIT = 256 * 1_024;

/** The same around a request whose every part is its own; signed where it is a POST (decision 15). */
export async function prepareWritten(
  endpoint: Endpoint,
  { id, method, url, headers: set, body }: WrittenRequest,
  { now, wallNow }: Pick<Instance, "now" | "wallNow">,
): Promise<PreparedRequest> {
  const clocks = { now: now(), wallNow: wallNow() };
  const signed =
    method === "POST"
      ? await signatureHeaders(endpoint.signingKeys, { webhookId: id, body: body ?? "", ...clocks })
      : [];
  const named = set.some(({ name }) => name.toLowerCase() === "user-agent");
  const ours: EndpointHeader[] = [
    ...(named ? [] : [["user-agent", USER_AGENT] as [string, string]]),
    ...signed,
  ].map(([name, value]) => ({ name, value, secret: false }));
  const { urlPolicy, deadlineMs } = endpoint.settings.delivery;
  const headers = [...ours, ...set];
  return {
    outgoing: {
      ...{ method, url, urlPolicy, deadlineMs, from: endpoint, secretQuery: endpoint.query },
      clientCertificate: endpoint.certificate,
      ...{ readLimit: ANSWER_LIMIT, overflowIsFailure: true },
      headers: headers.map(({ name, value }): [string, string] => [name, value]),
      body: body === null ? null : Buffer.from(body),
    },
    head: {
      ...{ method, url: maskedUrl(url, endpoint.query) },
      headers: headers.map(({ name, value, secret }): [string, string] => [name, secret ? MASK : value]),
    },
  };
}

/** What the record of a request would show of one with these headers in the place of its signature. */
export const headOf = (
  settings: StoredSettings,
  set: readonly EndpointHeader[],
  signed: [string, string][],
): RequestHead => toHead(settings, ourHeaders(set, signed), set);

const toHead = (
  { method, url }: StoredSettings,
  own: [string, string][],
  set: readonly EndpointHeader[],
): RequestHead => ({
  method,
  url,
  headers: [...own, ...set.map(({ name, value, secret }): [string, string] => [name, secret ? MASK : value])],
});

/** Those that Tidings sets; a user agent of the webhook's own takes the place of ours. */
function ourHeaders(set: readonly EndpointHeader[], signed: [string, string][]): [string, string][] {
  const own: [string, string][] = [
    ["content-type", "application/json"],
    ["user-agent", USER_AGENT],
    ...signed,
  ];
  return set.some((header) => header.name.toLowerCase() === "user-agent")
    ? own.filter(([name]) => name !== "user-agent")
    : own;
}

export const USER_AGENT = "Tidings/0.1 (+webhooks)";
