import type { IncomingMessage, ServerResponse } from "node:http";

type AnswerHeaders = Record<string, string | string[]>;

/** What the receiver does with one request, after reading all of it. */
export type Behaviour = { delayMs?: number } & (
  | { kind?: undefined; status: number; headers?: AnswerHeaders; body?: string | Buffer }
  | { kind: "redirect"; status: number; location: string }
  /** RST without an answer. */
  | { kind: "reset" }
  /** FIN without an answer. */
  | { kind: "close" }
  /** Never answers, keeps the connection. */
  | { kind: "hang" }
  /** Answers 200 with a body of `bytes` bytes (may be Infinity), one of them every `everyMs`. */
  | { kind: "drip"; bytes: number; everyMs: number }
  /** Sends `102 Processing` every `everyMs` and never a final answer. */
  | { kind: "processing"; everyMs: number }
  /** Answers 200 with a chunked body of `bytes` bytes (may be Infinity), as fast as they are taken. */
  | { kind: "flood"; bytes: number; headers?: AnswerHeaders }
  /** Writes these bytes in place of an answer: bad framing, two answers, half a body. By default the connection stays open afterwards. */
  | { kind: "raw"; bytes: string | Buffer; afterwards?: "keep" | "close" | "reset" }
);

export const ok: Behaviour = {
  status: 200,
  headers: { "content-type": "application/json" },
  body: '{"ok":true}',
};

/** The status that the sender gets to see, or null where it gets none. */
export function statusOf(behaviour: Behaviour): number | null {
  switch (behaviour.kind) {
    case undefined:
    case "redirect":
      return behaviour.status;
    case "drip":
    case "flood":
      return 200;
    default:
      return null;
  }
}

export function perform(
  behaviour: Behaviour,
  request: IncomingMessage,
  response: ServerResponse,
  reset: () => void,
): void {
  if (!behaviour.delayMs) {
    act(behaviour, request, response, reset);
    return;
  }
  const timer = setTimeout(act, behaviour.delayMs, behaviour, request, response, reset);
  response.once("close", () => clearTimeout(timer));
}

function act(
  behaviour: Behaviour,
  { socket }: IncomingMessage,
  response: ServerResponse,
  reset: () => void,
): void {
  switch (behaviour.kind) {
    case undefined:
      response.writeHead(behaviour.status, behaviour.headers).end(behaviour.body);
      return;
    case "redirect":
      response.writeHead(behaviour.status, { location: behaviour.location }).end();
      return;
    case "reset":
      reset();
      return;
    case "close":
      socket.destroySoon();
      return;
    case "hang":
      return;
    case "drip":
      drip(behaviour.bytes, behaviour.everyMs, response);
      return;
    case "processing":
      repeat(behaviour.everyMs, response, () => response.writeProcessing());
      return;
    case "flood":
      flood(behaviour.bytes, response.writeHead(200, behaviour.headers));
      return;
    case "raw":
      socket.write(behaviour.bytes, () => {
        if (behaviour.afterwards === "reset") reset();
        if (behaviour.afterwards === "close") socket.destroySoon();
      });
      return;
  }
}

function drip(bytes: number, everyMs: number, response: ServerResponse): void {
  response.writeHead(200, Number.isFinite(bytes) ? { "content-length": bytes } : {}).flushHeaders();
  let sent = 0;
  repeat(everyMs, response, () => {
    if (sent < bytes) response.write(".");
    sent += 1;
    if (sent >= bytes) response.end();
  });
}

function repeat(everyMs: number, response: ServerResponse, step: () => void): void {
  const timer = setInterval(step, everyMs);
  const stop = () => clearInterval(timer);
  response.once("finish", stop).once("close", stop);
}

const floodChunk = Buffer.alloc(64 * 1024, ".");

function flood(bytes: number, response: ServerResponse): void {
  let left = bytes;
  const pour = () => {
    while (left > 0 && !response.destroyed) {
      const chunk = left < floodChunk.length ? floodChunk.subarray(0, left) : floodChunk;
      left -= chunk.length;
      if (!response.write(chunk)) {
        response.once("drain", pour);
        return;
      }
    }
    if (!response.destroyed) response.end();
  };
  pour();
}
