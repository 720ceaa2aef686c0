import type { IncomingMessage, ServerResponse } from "node:http";
import { clientAddress } from "@/lib/accounts/client-address";
import { contentPolicy, newNonce, SECURITY_HEADERS } from "@/lib/content-policy";
import { postEvents } from "@/lib/events/post-events";
import { tooLarge } from "@/lib/route";

const PATH = /^\/api\/internal\/events\/?(\?|$)/;

export const isEventsPost = ({ method, url }: IncomingMessage) => method === "POST" && PATH.test(url ?? "");

/**
 * The producers' door without Next's pipeline, which costs ten times the work, and without Request and Response, which
 * cost as much as all the rest. A sender that goes away before its request is complete gets no answer.
 */
export async function handleEvents(
  request: IncomingMessage,
  response: ServerResponse,
  trustedProxies: number,
): Promise<void> {
  const { status, headers, body } = await postEvents({
    header: (name) => request.headers[name] ?? null,
    readBody: (maxBytes) => readBody(request, maxBytes),
    address: () => addressOf(request, trustedProxies),
  });
  if (response.destroyed) return;
  response.writeHead(status, {
    ...SECURITY_HEADERS,
    "Content-Security-Policy": contentPolicy(newNonce()),
    ...headers,
    // What was not read would be taken for the next request.
    ...(status === 413 && { Connection: "close" }),
    "Content-Length": Buffer.byteLength(body),
  });
  response.end(body);
}

/** Whose request it is, as far as the proxies in front are believed. */
export function addressOf({ headers, socket }: IncomingMessage, trustedProxies: number): string | null {
  const forwarded = headers["x-forwarded-for"];
  const chain = Array.isArray(forwarded) ? forwarded.join() : forwarded;
  return clientAddress(socket.remoteAddress, chain, trustedProxies);
}

function readBody(request: IncomingMessage, maxBytes: number): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    if (Number(request.headers["content-length"] ?? 0) > maxBytes) return reject(tooLarge(maxBytes));
    const chunks: Buffer[] = [];
    let size = 0;
    request.on("data", (chunk: Buffer) => {
      size += chunk.byteLength;
      if (size > maxBytes) {
        request.pause();
        reject(tooLarge(maxBytes));
      } else chunks.push(chunk);
    });
    request.once("end", () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
    request.once("error", () => {});
  });
}
