import type { RunReason } from "@/lib/vocabulary";

/** How far a request had come: the same error means something else in each phase. */
export type Phase = "resolving" | "connecting" | "securing" | "waiting" | "answering";

export interface Fault {
  reason: RunReason;
  detail: string;
}

/** What an error of the network, of TLS or of undici means for the run. */
export function classifyError(error: unknown, phase: Phase): Fault {
  const telling = mostTelling(error);
  return { reason: reasonOf(telling, phase), detail: detailOf(telling) };
}

/** What it means that the time was up. */
export function classifyDeadline(phase: Phase, deadlineMs: number): Fault {
  if (phase === "resolving")
    return { reason: "dns_lookup_failed", detail: `no answer from DNS in ${deadlineMs} ms` };
  if (phase === "connecting")
    return { reason: "connect_timeout", detail: `no connection in ${deadlineMs} ms` };
  return { reason: "deadline_exceeded", detail: `no complete answer in ${deadlineMs} ms` };
}

/** Thrown where a socket turns out to be connected to an address that nobody judged. */
export const UNJUDGED_ADDRESS = "TIDINGS_UNJUDGED_ADDRESS";

interface TellingError {
  code: string;
  message: string;
  syscall?: string;
  reason?: string;
}

const REASONS: Record<string, RunReason> = {
  ECONNREFUSED: "connect_refused",
  EHOSTUNREACH: "connect_refused",
  EHOSTDOWN: "connect_refused",
  UND_ERR_CONNECT_TIMEOUT: "connect_timeout",
  ECONNRESET: "connection_reset",
  ECONNABORTED: "connection_reset",
  EPIPE: "connection_reset",
  UND_ERR_SOCKET: "connection_reset",
  UND_ERR_HEADERS_OVERFLOW: "response_too_large",
  UND_ERR_INVALID_ARG: "payload_failed",
  UND_ERR_NOT_SUPPORTED: "payload_failed",
};

/** These say something about this machine, not about the receiver. */
const OWN_FAULTS = new Set([
  "ENETUNREACH",
  "ENETDOWN",
  "EADDRNOTAVAIL",
  "EADDRINUSE",
  "EMFILE",
  "ENFILE",
  "ENOBUFS",
  "ENOMEM",
  "EPERM",
  "EACCES",
  "UND_ERR_DESTROYED",
  "UND_ERR_CLOSED",
]);

function reasonOf({ code, message, syscall }: TellingError, phase: Phase): RunReason {
  if (code === UNJUDGED_ADDRESS) return "private_address";
  if (OWN_FAULTS.has(code)) return "own_network_down";
  // A handshake that the receiver ends politely (it knows no such name, say) comes as ECONNRESET without a syscall.
  if (/^(ERR_SSL_|ERR_TLS_|EPROTO)/.test(code) || (phase === "securing" && !syscall)) return "tls_failed";
  if (code === "ETIMEDOUT") return phase === "connecting" ? "connect_timeout" : "connection_reset";
  // undici's one code for a socket that closed has two more meanings: an answer nobody asked for, a 101.
  if (/^bad (response|upgrade)/.test(message)) return "malformed_response";
  // The parser's errors have no codes; this one means a FIN within a body that only the FIN could have ended.
  if (message.includes("Invalid EOF state")) return "connection_reset";
  // Once the body has begun, too few bytes mean that the connection broke.
  if (code === "UND_ERR_RES_CONTENT_LENGTH_MISMATCH" && phase === "answering") return "connection_reset";
  return REASONS[code] ?? (phase === "connecting" ? "own_network_down" : "malformed_response");
}

/** Fixed words and codes: messages of sockets contain addresses. Those of certificates and parsers don't. */
function detailOf({ code, message, reason }: TellingError): string {
  if (reason) return `${code}: ${reason}`.slice(0, 200);
  if (/^E[A-Z]+$/.test(code) || code === "UND_ERR_CONNECT_TIMEOUT") return code;
  return (message.includes(code) ? message : `${code}: ${message}`).slice(0, 200);
}

/** Where several addresses were tried, the receiver's answer at one of them says more than our lack of IPv6. */
function mostTelling(error: unknown): TellingError {
  const errors = error instanceof AggregateError && error.errors.length > 0 ? error.errors : [error];
  const read = errors.map(readError);
  return read.find(({ code }) => !OWN_FAULTS.has(code)) ?? (read[0] as TellingError);
}

function readError(error: unknown): TellingError {
  if (!(error instanceof Error)) return { code: "UNKNOWN", message: String(error) };
  const { code = error.name, syscall, reason } = error as Error & Partial<TellingError>;
  return { code, message: error.message, syscall, reason };
}
