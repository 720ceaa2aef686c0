import { isIP, type LookupFunction, type Socket } from "node:net";
import { createSecureContext, rootCertificates, type SecureContext } from "node:tls";
import { buildConnector, errors } from "undici";
import { foldAddress } from "@/lib/engine/address-guard";
import { UNJUDGED_ADDRESS } from "@/lib/engine/classify-error";
import type { JudgedAddress } from "@/lib/engine/resolve-host";

/** Where a request goes: the names are the URL's, the addresses those that were judged for this very attempt. */
export interface Route {
  /** `https://host:port`, as the URL has it. */
  origin: string;
  /** Folded: without the dot of an absolute name, which neither SNI nor certificates have. */
  host: string;
  port: number;
  addresses: JudgedAddress[];
  certificate: ClientCertificate | null;
}

/** Who we are within TLS, in PEM. */
export interface ClientCertificate {
  /** Another certificate or key is another id. */
  id: string;
  certificate: string;
  privateKey: string;
}

/** How far one socket has come; the connector writes it. */
export interface SocketProgress {
  stage: "connecting" | "securing" | "open";
  /** When the socket was connected, and when it could carry a request; by `performance.now()`. */
  connectedAt: number | null;
  openAt: number | null;
  socket: Socket | null;
  remoteAddress: string | null;
}

export type PinnedConnector = (
  progress: SocketProgress,
  target: buildConnector.Options,
  callback: buildConnector.Callback,
) => void;

/** Whom we trust, and who we are. */
export function createTrust(extraCa: string | null, shown: ClientCertificate | null = null): SecureContext {
  return createSecureContext({
    minVersion: "TLSv1.2",
    ...(extraCa && { ca: [...rootCertificates, extraCa] }),
    ...(shown && { cert: shown.certificate, key: shown.privateKey }),
  });
}

/** How many contexts with a certificate of ours are kept. */
const CONTEXTS = 200;

/** Each made once, for reading 150 root certificates takes longer than a request. */
export function createTrusts(extraCa: string | null): (shown: ClientCertificate | null) => SecureContext {
  const usual = createTrust(extraCa);
  const kept = new Map<string, SecureContext>();
  return (shown) => {
    if (!shown) return usual;
    const before = kept.get(shown.id);
    if (before) return before;
    if (kept.size >= CONTEXTS) kept.clear();
    const made = createTrust(extraCa, shown);
    kept.set(shown.id, made);
    return made;
  };
}

/** Connects to the judged addresses and to nothing else, whatever DNS says by now; host name, SNI and certificate stay. */
export function createPinnedConnector(route: Route, trust: SecureContext, limitMs: number): PinnedConnector {
  const port = route.addresses[0]?.port ?? route.port;
  const addresses = route.addresses.filter((judged) => (judged.port ?? route.port) === port);
  const judged = new Set(addresses.map(({ address }) => foldAddress(address)));
  const connect = buildConnector({
    lookup: answerWith(addresses),
    autoSelectFamily: true,
    autoSelectFamilyAttemptTimeout: 1_000,
    timeout: 0,
    secureContext: trust,
    rejectUnauthorized: true,
    servername: isIP(route.host) ? undefined : route.host,
  });

  return (progress, target, callback) => {
    progress.stage = "connecting";
    // Its type doesn't say so, but undici's connector returns the socket that it is connecting.
    const socket = connect({ ...target, port: String(port) }, (...[error, connected]) => {
      if (error) return callback(error, null);
      const fault = judgePeer(connected, judged);
      if (fault) {
        connected.destroy();
        return callback(fault, null);
      }
      progress.remoteAddress = connected.remoteAddress ?? null;
      progress.stage = "open";
      progress.openAt = performance.now();
      callback(null, connected);
    }) as unknown as Socket;
    progress.socket = socket;
    const limit = setTimeout(() => socket.destroy(new errors.ConnectTimeoutError()), limitMs);
    socket.once("close", () => clearTimeout(limit));
    socket.once("connect", () => {
      clearTimeout(limit);
      progress.connectedAt = performance.now();
      if (target.protocol === "https:") progress.stage = "securing";
    });
  };
}

function answerWith(addresses: JudgedAddress[]): LookupFunction {
  return (_hostname, options, callback) => {
    const [first] = addresses;
    if (options.all) callback(null, addresses);
    else callback(null, first?.address ?? "", first?.family);
  };
}

/** Belt and braces: `lookup` is never asked about IP literals, and what it answered is what we must be talking to. */
function judgePeer({ remoteAddress }: Socket, judged: Set<string>): Error | null {
  if (remoteAddress === undefined) {
    return Object.assign(new Error("closed at once"), { code: "ECONNRESET", syscall: "getpeername" });
  }
  if (judged.has(foldAddress(remoteAddress))) return null;
  return Object.assign(new Error("connected to an address nobody judged"), { code: UNJUDGED_ADDRESS });
}
