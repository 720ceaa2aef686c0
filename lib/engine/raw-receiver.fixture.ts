import { once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { createServer as createTlsServer, type TlsOptions } from "node:tls";
import { afterEach } from "vitest";

/** A receiver below HTTP, so that it can misbehave in every way. */
export interface RawReceiver {
  port: number;
  /** Accepted sockets; with TLS, those whose handshake succeeded. */
  sockets: Socket[];
  /** Everything that arrived, on any socket. */
  received(): string;
}

interface ListenOptions {
  host?: string;
  port?: number;
  tls?: TlsOptions;
}

const servers = new Map<Server, Set<Socket>>();

afterEach(async () => {
  for (const [server, sockets] of servers) {
    for (const socket of sockets) socket.destroy();
    server.close();
    if (server.listening) await once(server, "close");
  }
  servers.clear();
});

export async function listen(
  onSocket: (socket: Socket, index: number) => void,
  { host = "127.0.0.1", port = 0, tls }: ListenOptions = {},
): Promise<RawReceiver> {
  const sockets: Socket[] = [];
  const chunks: Buffer[] = [];
  const server = tls ? createTlsServer(tls) : createServer();
  const connections = new Set<Socket>();
  servers.set(server, connections);
  server.on("connection", (socket) => {
    connections.add(socket);
    socket.on("error", () => {});
  });
  server.on(tls ? "secureConnection" : "connection", (socket: Socket) => {
    sockets.push(socket);
    socket.on("error", () => {});
    socket.on("data", (chunk) => chunks.push(chunk));
    onSocket(socket, sockets.length - 1);
  });
  server.on("tlsClientError", () => {});
  server.listen(port, host);
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    sockets,
    received: () => Buffer.concat(chunks).toString("latin1"),
  };
}

/** Calls back for each request whose head has arrived; tests send bodies small enough to come along. */
export function onRequest(socket: Socket, callback: (head: string, index: number) => void): void {
  let count = 0;
  socket.on("data", (chunk) => {
    const text = chunk.toString("latin1");
    if (text.includes("\r\n\r\n")) callback(text, count++);
  });
}

export function answer(body: string, head = "HTTP/1.1 200 OK"): string {
  return `${head}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}
