import { type ReceivedRequest, withoutQuery } from "./received-request";

/** A test on one request, or how many requests of which kind are waited for (one, if not said). */
export type Wanted =
  | ((request: ReceivedRequest) => boolean)
  | { path?: string; count?: number; where?: (request: ReceivedRequest) => boolean };

interface Waiter {
  matches(request: ReceivedRequest): boolean;
  found: ReceivedRequest[];
  count: number;
  resolve(found: ReceivedRequest[]): void;
  reject(reason: Error): void;
  timer: NodeJS.Timeout;
}

/** What came in, and who waits for it. */
export class RequestLedger {
  readonly requests: ReceivedRequest[] = [];
  readonly #waiters = new Set<Waiter>();
  readonly #keep: number;

  /** Keeps at least the newest `keep` requests, at most twice as many. */
  constructor(keep: number) {
    this.#keep = keep;
  }

  record(request: ReceivedRequest): void {
    if (this.#keep > 0) this.requests.push(request);
    // Dropped by the block: shifting a long array at every request would cost more than all the rest.
    if (this.requests.length > 2 * this.#keep) this.requests.splice(0, this.requests.length - this.#keep);
    for (const waiter of this.#waiters) this.#offer(waiter, request);
  }

  waitFor(wanted: Wanted, timeoutMs: number): Promise<ReceivedRequest[]> {
    const { path, count = 1, where } = typeof wanted === "function" ? { where: wanted } : wanted;
    return new Promise((resolve, reject) => {
      const waiter: Waiter = {
        matches: (request) =>
          (path === undefined || path === request.path || path === withoutQuery(request.path)) &&
          (where === undefined || where(request)),
        found: [],
        count,
        resolve,
        reject,
        timer: setTimeout(() => {
          const what = path === undefined ? "matching requests" : `requests at ${path}`;
          this.#giveUp(
            waiter,
            `Waited ${timeoutMs} ms for ${count} ${what}, got ${waiter.found.length}. ${this.#seen()}`,
          );
        }, timeoutMs),
      };
      this.#waiters.add(waiter);
      for (const request of this.requests) this.#offer(waiter, request);
    });
  }

  #offer(waiter: Waiter, request: ReceivedRequest): void {
    if (waiter.found.length >= waiter.count || !waiter.matches(request)) return;
    waiter.found.push(request);
    if (waiter.found.length < waiter.count) return;
    this.#waiters.delete(waiter);
    clearTimeout(waiter.timer);
    waiter.resolve(waiter.found);
  }

  #giveUp(waiter: Waiter, why: string): void {
    this.#waiters.delete(waiter);
    clearTimeout(waiter.timer);
    waiter.reject(new Error(why));
  }

  #seen(): string {
    const last = this.requests.slice(-10).map((request) => `${request.method} ${request.path}`);
    return last.length ? `The last that came: ${last.join(", ")}` : "Nothing that came is kept";
  }

  clear(): void {
    this.requests.length = 0;
  }

  close(): void {
    for (const waiter of this.#waiters) this.#giveUp(waiter, "The receiver was closed while waited for");
  }
}
