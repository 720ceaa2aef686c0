import type { Dispatcher } from "undici";
import { CappedBody } from "@/lib/engine/capped-body";
import { classifyDeadline, classifyError, type Fault, type Phase } from "@/lib/engine/classify-error";
import type { Connection } from "@/lib/engine/connections";
import type { Outcome, OutgoingRequest } from "@/lib/engine/outcome";

const READ_LIMIT = 64 * 1_024;
/** How much of an answer is kept unless more is asked for. */
export const KEEP_LIMIT = 16 * 1_024;

/** How an exchange gets to the receiver, known once its addresses are. */
export interface Way {
  path: string;
  connection: Connection;
  /** A connection to the same place that served nobody yet. */
  openAnother(): Connection;
}

/**
 * One request and its answer, from the start of the deadline to the one outcome. A class that is undici's handler
 * itself, because thousands a second must cost little: one object, one timer, one promise.
 */
export class Exchange implements Dispatcher.DispatchHandler {
  private readonly startedAt = performance.now();
  private readonly timer: NodeJS.Timeout;
  private readonly body: CappedBody;
  private way: Way | null = null;
  private leftAfterMs: number | null = null;
  private statusCode: number | null = null;
  private answerHeaders: [string, string][] = [];
  private over = false;

  constructor(
    private readonly request: OutgoingRequest,
    private readonly settle: (outcome: Outcome) => void,
  ) {
    this.body = new CappedBody(request.readLimit ?? READ_LIMIT, request.keepLimit ?? KEEP_LIMIT);
    this.timer = setTimeout(
      () => this.fail(classifyDeadline(this.phase, request.deadlineMs)),
      request.deadlineMs,
    );
  }

  get isOver(): boolean {
    return this.over;
  }

  begin(way: Way): void {
    const { method, headers, body } = this.request;
    this.way = way;
    way.connection.client.dispatch({ path: way.path, method, headers: flat(headers), body }, this);
  }

  fail(fault: Fault): void {
    if (this.over) return;
    this.finish();
    this.way?.connection.destroy();
    this.settle({
      kind: "failed",
      ...fault,
      statusCode: this.statusCode,
      headers: this.answerHeaders,
      body: this.body.toBuffer(),
      durationMs: this.elapsed,
      leftAfterMs: this.leftAfterMs,
    });
  }

  onRequestStart(): void {
    this.leftAfterMs = this.elapsed;
  }

  onResponseStart(controller: Dispatcher.DispatchController, statusCode: number): void {
    // Informational answers may come in any number; nobody asked for another protocol.
    if (statusCode === 101) this.fail({ reason: "malformed_response", detail: "switched protocols unasked" });
    if (statusCode < 200 || this.over) return;
    this.statusCode = statusCode;
    this.answerHeaders = pairs(controller.rawHeaders as Buffer[]);
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.over) return;
    this.body.add(chunk);
    if (!this.body.isOverLimit) return;
    if (!this.request.overflowIsFailure) this.answer((connection) => connection.destroy());
    else this.fail({ reason: "response_too_large", detail: "the body is longer than what is read" });
  }

  onResponseEnd(): void {
    this.answer((connection) => connection.release());
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    if (this.over || !this.way) return;
    const { connection, openAnother } = this.way;
    if (connection.reused && this.leftAfterMs === null) {
      // A kept socket that broke before anything was written says nothing about the receiver.
      connection.destroy();
      this.begin({ ...this.way, connection: openAnother() });
    } else {
      this.fail(classifyError(error, this.phase));
    }
  }

  private answer(leave: (connection: Connection) => void): void {
    if (this.over || !this.way || this.statusCode === null) return;
    this.finish();
    leave(this.way.connection);
    this.settle({
      kind: "answered",
      statusCode: this.statusCode,
      headers: this.answerHeaders,
      body: this.body.toBuffer(),
      truncated: this.body.isTruncated,
      durationMs: this.elapsed,
      leftAfterMs: this.leftAfterMs ?? 0,
      remoteAddress: this.way.connection.remoteAddress,
    });
  }

  private finish(): void {
    this.over = true;
    clearTimeout(this.timer);
  }

  private get phase(): Phase {
    if (!this.way) return "resolving";
    if (this.statusCode !== null) return "answering";
    const { stage } = this.way.connection;
    return this.leftAfterMs !== null || stage === "open" ? "waiting" : stage;
  }

  private get elapsed(): number {
    return Math.round(performance.now() - this.startedAt);
  }
}

/** Names and values in turn, as undici takes them. */
function flat(headers: readonly (readonly [string, string])[]): string[] {
  const one: string[] = [];
  for (const [name, value] of headers) one.push(name, value);
  one.push("accept-encoding", "identity");
  return one;
}

/** Headers are bytes; Latin-1 keeps each of them. */
function pairs(raw: Buffer[]): [string, string][] {
  const headers: [string, string][] = [];
  for (let index = 0; index + 1 < raw.length; index += 2) {
    headers.push([raw[index]?.toString("latin1") ?? "", raw[index + 1]?.toString("latin1") ?? ""]);
  }
  return headers;
}
