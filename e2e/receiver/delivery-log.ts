import { createHash } from "node:crypto";
import { createWriteStream, type WriteStream } from "node:fs";
import type { Settled } from "./receiver";

/** One line of the log: one request, written when its answer was sent or its connection has ended. */
export interface DeliveryLine {
  /** Milliseconds since 1970 at which the request was complete. */
  at: number;
  /** When its headers had come, with the fraction of a millisecond. */
  begunAt: number;
  path: string;
  webhookId: string | null;
  /** The member of the JSON body that was asked for, where it is text. */
  field?: string;
  /** Of the body's bytes. */
  sha256: string;
  /** The status meant for the sender; null where it was to get none. */
  status: number | null;
  /** The kind of fault, null for a plain answer. */
  kind: string | null;
  /** Whether the answer was sent whole: a sender that gave up early never saw the status. */
  answered: boolean;
  /** 1 for the first settled request of this webhook id at this path. */
  attempt: number;
}

export class DeliveryLog {
  readonly #file: WriteStream | null;
  readonly #attempts = new Map<string, number>();
  #settled = 0;
  #succeeded = 0;

  readonly #field: string | undefined;

  /** @param field a member of JSON bodies that each line names: the event's id, say */
  constructor(path: string | undefined, field?: string) {
    this.#field = field;
    this.#file = path === undefined ? null : createWriteStream(path, { flags: "a" });
  }

  write({ request, behaviour, status, answered }: Settled): void {
    const webhookId = request.headers["webhook-id"] ?? null;
    const key = `${request.path} ${webhookId}`;
    const attempt = (this.#attempts.get(key) ?? 0) + 1;
    this.#attempts.set(key, attempt);
    this.#settled += 1;
    if (answered && status !== null && status >= 200 && status < 300) this.#succeeded += 1;
    if (!this.#file) return;
    const line: DeliveryLine = {
      at: request.at,
      begunAt: request.begunAt,
      path: request.path,
      webhookId,
      ...(this.#field !== undefined && { field: memberOf(request.body, this.#field) }),
      sha256: createHash("sha256").update(request.body).digest("hex"),
      status,
      kind: behaviour.kind ?? null,
      answered,
      attempt,
    };
    this.#file.write(`${JSON.stringify(line)}\n`);
  }

  counters() {
    return { settled: this.#settled, succeeded: this.#succeeded, deliveries: this.#attempts.size };
  }

  /** Resolves once every line so far is in the file. */
  flushed(): Promise<void> {
    return new Promise((resolve) => {
      if (this.#file) this.#file.write("", () => resolve());
      else resolve();
    });
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      if (this.#file) this.#file.end(resolve);
      else resolve();
    });
  }
}

function memberOf(body: Buffer, name: string): string | undefined {
  try {
    const value = (JSON.parse(body.toString("utf8")) as Record<string, unknown>)[name];
    return typeof value === "string" ? value : undefined;
  } catch {
    return undefined;
  }
}
