import type { UrlPolicy } from "@/lib/engine/address-guard";
import type { Endpoint } from "@/lib/engine/endpoint";
import type { ClientCertificate } from "@/lib/engine/pinned-connector";
import type { RunReason } from "@/lib/vocabulary";

/** A request as it is to leave: headers and body already judged, signed and final. */
export interface OutgoingRequest {
  method: "GET" | "POST";
  url: string;
  /** Appended to the URL's query on the wire alone: an API key must stand in no record, log or cache. */
  secretQuery?: readonly [string, string][];
  urlPolicy: UrlPolicy;
  /** Shown to a receiver that asks for one, over a connection that serves nobody else's requests. */
  clientCertificate?: ClientCertificate | null;
  headers: [string, string][];
  body: Uint8Array | null;
  /** For everything together: name look-up, connection, TLS, request, answer. */
  deadlineMs: number;
  /** How much of the body is read at most, and how much of that is kept. */
  readLimit?: number;
  keepLimit?: number;
  /** A data request needs the whole answer; for a notification the rest of a long one doesn't matter. */
  overflowIsFailure?: boolean;
  /** A test shows how long each part took; it connects anew, so that there is something to measure. */
  timed?: boolean;
  /** Whose request it is. Nothing on the wire says so; the request inbox takes only its own account's. */
  from?: Pick<Endpoint, "webhookId" | "accountId" | "headers" | "unsavedKeys">;
}

/** How long each part took, in milliseconds; null for what the request did not come to, or did not need. */
export interface Phases {
  dnsMs: number | null;
  connectMs: number | null;
  tlsMs: number | null;
  /** From when the request had left until the first byte of the answer. */
  firstByteMs: number | null;
  totalMs: number;
}

export interface Answered {
  kind: "answered";
  statusCode: number;
  headers: [string, string][];
  /** The part that was kept; `truncated` if there was more. */
  body: Buffer;
  truncated: boolean;
  durationMs: number;
  leftAfterMs: number;
  remoteAddress: string | null;
  /** Handed to the request inbox: nothing left the process. */
  inbox?: true;
  /** Of one that was timed. */
  phases?: Phases;
}

export interface Failed {
  kind: "failed";
  reason: RunReason;
  /** Short technical text for the log; never tells what a name resolved to. */
  detail: string;
  /** What had arrived by then, if anything had. */
  statusCode: number | null;
  headers: [string, string][];
  body: Buffer;
  durationMs: number;
  /** When the request began to leave, counted from the start; null if the receiver can't have seen any of it. */
  leftAfterMs: number | null;
  inbox?: true;
  phases?: Phases;
}

/** How an attempt ended; a receiver's fault is a value, never a throw. */
export type Outcome = Answered | Failed;
