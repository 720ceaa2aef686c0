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
  /** Whose request it is. Nothing on the wire says so; the request inbox takes only its own account's. */
  from?: Pick<Endpoint, "webhookId" | "accountId" | "headers" | "unsavedKeys">;
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
}

/** How an attempt ended; a receiver's fault is a value, never a throw. */
export type Outcome = Answered | Failed;
