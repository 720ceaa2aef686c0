import type { Dispatcher } from "undici";
import { CappedBody } from "@/lib/engine/capped-body";
import { classifyDeadline, classifyError, type Fault, type Phase } from "@/lib/engine/classify-error";
import type { Connection } from "@/lib/engine/connections";
import type { Outcome, OutgoingRequest, Phases } from "@/lib/engine/outcome";

const READ_LIMIT = 64 * 1_024;
/** How much of an answer a run keeps. */
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
  /** Of a request that is timed alone. */
  private resolvedAt: number | null = null;
  private leftAt: number | null = null;
  private firstByteAt: number | null = null;
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
    if (this.request.timed) this.resolvedAt ??= performance.now();
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
      ...this.timing,
    });
  }

  onRequestStart(): void {
    this.leftAfterMs = this.elapsed;
    if (this.request.timed) this.leftAt = performance.now();
  }

  onResponseStart(controller: Dispatcher.DispatchController, statusCode: number): void {
    // Informational answers may come in any number; nobody asked for another protocol.
    if (statusCode === 101) this.fail({ reason: "malformed_response", detail: "switched protocols unasked" });
    if (statusCode < 200 || this.over) return;
    if (this.request.timed) this.firstByteAt = performance.now();
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
      ...this.timing,
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

  private get timing(): { phases?: Phases } {
    if (!this.request.timed) return {};
    const { connectedAt = null, openAt = null } = this.way?.connection ?? {};
    const secured = this.request.url.startsWith("https:");
    return {
      phases: {
        dnsMs: between(this.startedAt, this.resolvedAt),
        connectMs: between(this.resolvedAt, connectedAt),
        tlsMs: secured ? between(connectedAt, openAt) : null,
        firstByteMs: between(this.leftAt, this.firstByteAt),
        totalMs: this.elapsed,
      },
    };
  }

  private get elapsed(): number {
    return Math.round(performance.now() - this.startedAt);
  }
}

/** To a tenth, since a look-up that is remembered takes less than a millisecond. */
const between = (from: number | null, to: number | null): number | null =>
  from === null || to === null ? null : Math.round(Math.max(0, to - from) * 10) / 10;

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
