import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createTlsServer, type ServerOptions } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Behaviour, perform, statusOf } from "./behaviour";
import {
  type CertificateAuthority,
  createCertificateAuthority,
  type KeyAndCertificate,
} from "./certificates";
import { Connections } from "./connections";
import { ReceivedRequest } from "./received-request";
import { RequestLedger, type Wanted } from "./request-ledger";
import { type Script, Scripts } from "./script";

export interface ReceiverOptions {
  authority?: CertificateAuthority;
  /** What the certificate is for. */
  names?: string[];
  /** Shown in place of a certificate issued for `names`: an expired one, a self-signed one. */
  certificate?: KeyAndCertificate;
  /** An old protocol, no match for a server name: whatever else TLS can get wrong. */
  tls?: Pick<ServerOptions, "minVersion" | "maxVersion" | "ciphers" | "SNICallback">;
  port?: number;
  host?: string;
  /** HTTP without TLS. */
  plain?: boolean;
  /** All by default; or only the newest so many; or none, for benches: then `waitFor` sees what comes later. */
  keepRequests?: boolean | number;
  /** Answers of the receiver's own (its statistics), for requests that are neither kept nor counted. */
  control?: (request: ReceivedRequest) => Behaviour | Promise<Behaviour> | undefined;
  /** Called once per request, when its answer was sent or its connection has ended without one. */
  onSettled?: (settled: Settled) => void;
}

export interface Settled {
  request: ReceivedRequest;
  behaviour: Behaviour;
  /** The status meant for the sender, null where the behaviour has none. */
  status: number | null;
  /** Whether the whole answer was handed to the operating system. */
  answered: boolean;
}

export interface ReceiverCounters {
  /** TCP connections accepted. */
  connections: number;
  /** TLS handshakes that failed on this side; a sender may refuse a certificate after a whole handshake. */
  tlsFailures: number;
  /** Requests read to their end. */
  requests: number;
  /** Requests whose connection ended before they were complete. */
  cutShort: number;
  /** Requests not settled yet. */
  pending: number;
  /** Requests by the status or the kind of behaviour they met. */
  met: Record<string, number>;
}

export interface Receiver {
  url(path: string, host?: string): string;
  readonly port: number;
  /** For EGRESS_CA_FILE; empty for a plain receiver. */
  readonly caFile: string;
  readonly requests: readonly ReceivedRequest[];
  counters(): ReceiverCounters;
  script(path: string, script: Script): void;
  waitFor(wanted: Wanted, timeoutMs?: number): Promise<ReceivedRequest[]>;
  /** Meets the next connections with an RST, before TLS (each is a connection and a TLS failure). */
  resetAtAccept(count?: number): void;
  /** Ends the kept-alive connections on which nothing is going on. */
  closeIdleConnections(): void;
  /** Forgets requests and counters, keeps the scripts. */
  clear(): void;
  /** As freshly started. */
  reset(): void;
  close(): Promise<void>;
}

export async function startReceiver(options: ReceiverOptions = {}): Promise<Receiver> {
  const { plain = false, host = "127.0.0.1", keepRequests = true } = options;
  const secure = plain ? null : await secureContext(options);
  const server = secure ? createTlsServer({ ...options.tls, ...secure.shown }) : createServer();
  const connections = new Connections();
  const scripts = new Scripts();
  const ledger = new RequestLedger(keepRequests === true ? Number.POSITIVE_INFINITY : Number(keepRequests));
  let counters = noCounters();

  // Longer than senders keep a connection, so that a stale one is only ever a test's own doing.
  server.keepAliveTimeout = 120_000;
  connections.watch(server);
  server.on("tlsClientError", () => {
    counters.tlsFailures += 1;
  });
  server.on("request", receive);

  function receive(message: IncomingMessage, response: ServerResponse): void {
    const begunAt = performance.timeOrigin + performance.now();
    const chunks: Buffer[] = [];
    message.on("data", (chunk: Buffer) => chunks.push(chunk));
    message.once("end", () => {
      const body = chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
      void answer(new ReceivedRequest(message, body, Date.now(), begunAt), message, response);
    });
    message.once("close", () => {
      if (!message.complete) counters.cutShort += 1;
    });
    message.on("error", () => {});
    response.on("error", () => {});
  }

  async function answer(request: ReceivedRequest, message: IncomingMessage, response: ServerResponse) {
    const reset = () => connections.reset(message.socket);
    const own = options.control?.(request);
    if (own) {
      perform(await own, message, response, reset);
      return;
    }
    const book = counters;
    book.requests += 1;
    book.pending += 1;
    let behaviour: Behaviour = { kind: "hang" };
    response.once("close", () => {
      book.pending -= 1;
      const answered = response.writableFinished;
      options.onSettled?.({ request, behaviour, status: statusOf(behaviour), answered });
    });
    const decided = scripts.decide(request);
    ledger.record(request);
    // Most scripts decide at once; an await for each of 20,000 requests a second would be felt.
    behaviour = decided instanceof Promise ? await decided : decided;
    const met = String(behaviour.kind ?? behaviour.status);
    book.met[met] = (book.met[met] ?? 0) + 1;
    if (!message.socket.destroyed) perform(behaviour, message, response, reset);
  }

  await listen(server, options.port ?? 0, host);
  const { port } = server.address() as AddressInfo;

  return {
    url: (path, name = host) => `${plain ? "http" : "https"}://${name}:${port}${path}`,
    port,
    caFile: secure?.caFile ?? "",
    requests: ledger.requests,
    counters: () => ({ ...counters, connections: connections.accepted, met: { ...counters.met } }),
    script: (path, script) => scripts.set(path, script),
    waitFor: (wanted, timeoutMs = 10_000) => ledger.waitFor(wanted, timeoutMs),
    resetAtAccept: (count = 1) => connections.resetNext(count),
    closeIdleConnections: () => server.closeIdleConnections(),
    clear,
    reset() {
      clear();
      scripts.clear();
      connections.resetNext(0);
    },
    async close() {
      ledger.close();
      const closed = new Promise((resolve) => server.close(resolve));
      connections.destroyAll();
      await closed;
      if (secure) await rm(secure.directory, { recursive: true, force: true });
    },
  };

  function clear() {
    ledger.clear();
    connections.accepted = 0;
    counters = noCounters();
  }
}

async function secureContext(options: ReceiverOptions) {
  const authority = options.authority ?? (await createCertificateAuthority());
  const names = options.names ?? ["127.0.0.1", "receiver.example.com"];
  const { keyPem, certificatePem } = options.certificate ?? (await authority.issue({ names }));
  const directory = await mkdtemp(join(tmpdir(), "tidings-receiver-"));
  const caFile = join(directory, "ca.pem");
  await writeFile(caFile, authority.certificatePem);
  return { directory, caFile, shown: { key: keyPem, cert: certificatePem } };
}

function noCounters(): ReceiverCounters {
  return { connections: 0, tlsFailures: 0, requests: 0, cutShort: 0, pending: 0, met: {} };
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
}
