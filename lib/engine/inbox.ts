import type { Outcome, OutgoingRequest } from "./outcome";

/** Who takes requests to addresses of the request inbox (decision 31). */
export interface Inbox {
  /** Keeps the request and answers it; null where the sender's account has no such address. */
  receive(token: string, request: OutgoingRequest): Promise<InboxAnswer | null>;
}

export interface InboxAnswer {
  statusCode: number;
  headers: [string, string][];
  body: Buffer;
}

/** Hands a request over in the process, without a socket. Never rejects: a fault of ours is a failed run. */
export async function handToInbox(inbox: Inbox, token: string, request: OutgoingRequest): Promise<Outcome> {
  const startedAt = performance.now();
  const elapsed = () => Math.round(performance.now() - startedAt);
  const failed = (reason: "private_address" | "own_network_down" | "deadline_exceeded", detail: string) => ({
    kind: "failed" as const,
    ...{ reason, detail, statusCode: null, headers: [], body: Buffer.alloc(0) },
    durationMs: elapsed(),
    leftAfterMs: null,
  });
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<"late">((resolve) => {
    timer = setTimeout(() => resolve("late"), request.deadlineMs);
  });
  try {
    const answer = await Promise.race([inbox.receive(token, request), late]);
    if (answer === "late") {
      return {
        ...failed("deadline_exceeded", `the request inbox did not answer in ${request.deadlineMs} ms`),
        inbox: true,
      };
    }
    if (!answer) return failed("private_address", "URL refused: the account has no such inbox address");
    const durationMs = elapsed();
    return {
      ...{ kind: "answered", ...answer, truncated: false, durationMs, leftAfterMs: 0 },
      ...{ remoteAddress: null, inbox: true },
    };
  } catch {
    return { ...failed("own_network_down", "the request inbox could not store it"), inbox: true };
  } finally {
    clearTimeout(timer);
  }
}
