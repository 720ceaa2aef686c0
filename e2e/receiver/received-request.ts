import type { IncomingMessage } from "node:http";

/** One request, read to its end. */
export class ReceivedRequest {
  readonly at: number;
  /** When its headers had come, in ms since 1970 with their fraction. */
  readonly begunAt: number;
  readonly method: string;
  /** As sent, with its query. */
  readonly path: string;
  readonly headers: Record<string, string>;
  /** Name, value, name, value, … in the order and the spelling they came in. */
  readonly rawHeaders: string[];
  readonly body: Buffer;
  readonly remotePort: number;

  constructor(message: IncomingMessage, body: Buffer, now: number, begunAt = now) {
    this.at = now;
    this.begunAt = begunAt;
    this.method = message.method ?? "";
    this.path = message.url ?? "";
    this.headers = flat(message.headers);
    this.rawHeaders = message.rawHeaders;
    this.body = body;
    this.remotePort = message.socket.remotePort ?? 0;
  }

  json(): unknown {
    return JSON.parse(this.body.toString("utf8"));
  }
}

export function withoutQuery(path: string): string {
  const mark = path.indexOf("?");
  return mark === -1 ? path : path.slice(0, mark);
}

function flat(headers: IncomingMessage["headers"]): Record<string, string> {
  const result: Record<string, string> = {};
  for (const name in headers) {
    const value = headers[name];
    result[name] = Array.isArray(value) ? value.join(", ") : (value ?? "");
  }
  return result;
}
