import { Client, errors } from "undici";
import { createConnectInTurn } from "@/lib/engine/connect-in-turn";
import type { EgressRules } from "@/lib/engine/egress";
import {
  createPinnedConnector,
  createTrusts,
  type PinnedConnector,
  type Route,
  type SocketProgress,
} from "@/lib/engine/pinned-connector";

export interface Connection extends SocketProgress {
  client: Client;
  /** It served a request before, so the other side may have closed it meanwhile. */
  reused: boolean;
  /** Give it back for the next request on the same route. */
  release(): void;
  /** After any failure: whatever else arrives on the socket belongs to nobody. */
  destroy(): void;
}

export interface Connections {
  take(route: Route): Connection;
  /** A connection that served nobody yet. */
  open(route: Route): Connection;
  close(): Promise<void>;
}

export interface ConnectionOptions {
  connectLimitMs?: number;
  idleMs?: number;
}

interface Pool {
  connect: PinnedConnector;
  idle: Connection[];
  all: Set<Connection>;
}

const MAX_HEADER_BYTES = 16 * 1_024;

/**
 * One undici Client for each socket instead of a Pool: a Pool doesn't tell which socket serves a request, connects
 * anew after an aborted one, and can't give up a socket that is still connecting. Idle sockets wait under protocol,
 * host, port, judged addresses and the certificate we show, so that none serves a request whose addresses were judged
 * otherwise, or that another credential is meant for.
 */
export function createConnections(egress: EgressRules, options: ConnectionOptions = {}): Connections {
  const { connectLimitMs = 10_000, idleMs = 3_000 } = options;
  const trustOf = createTrusts(egress.extraCa);
  const pools = new Map<string, Pool>();
  const inTurn = createConnectInTurn();

  return { take, open, close };

  function take(route: Route): Connection {
    const connection = pools.get(keyOf(route))?.idle.pop();
    if (!connection) return open(route);
    connection.reused = true;
    return connection;
  }

  function open(route: Route): Connection {
    const key = keyOf(route);
    const pool = pools.get(key) ?? {
      connect: createPinnedConnector(route, trustOf(route.certificate), connectLimitMs),
      idle: [],
      all: new Set(),
    };
    pools.set(key, pool);

    const connection: Connection = {
      client: new Client(route.origin, {
        connect: (target, callback) =>
          inTurn(key, () => {
            // Its deadline may have come while it waited.
            if (connection.client.destroyed) callback(new errors.ClientDestroyedError(), null);
            else pool.connect(connection, target, callback);
          }),
        // The sender's one deadline replaces both: neither ends a drip or endless informational answers.
        headersTimeout: 0,
        bodyTimeout: 0,
        keepAliveTimeout: idleMs,
        keepAliveMaxTimeout: idleMs,
        maxHeaderSize: MAX_HEADER_BYTES,
      }),
      stage: "connecting",
      connectedAt: null,
      openAt: null,
      socket: null,
      remoteAddress: null,
      reused: false,
      release: () => pool.idle.push(connection),
      destroy() {
        void connection.client.destroy();
        // undici leaves a socket that is still connecting to itself.
        connection.socket?.destroy();
        forget(pool.idle, connection);
        if (pool.all.delete(connection) && pool.all.size === 0) pools.delete(key);
      },
    };
    pool.all.add(connection);
    // One that is in use connects anew by itself, before it sends, or fails and is destroyed by its user.
    connection.client.on("disconnect", () => pool.idle.includes(connection) && connection.destroy());
    return connection;
  }

  async function close() {
    const open = [...pools.values()].flatMap((pool) => [...pool.all]);
    for (const connection of open) connection.destroy();
    await Promise.all(open.map((connection) => connection.client.destroy()));
  }
}

function keyOf(route: Route): string {
  const addresses = route.addresses.map(({ address, port }) => `${address}#${port ?? ""}`);
  const place = `${route.origin} ${addresses.sort().join(" ")}`;
  return route.certificate ? `${place} ${route.certificate.id}` : place;
}

function forget(idle: Connection[], connection: Connection) {
  const index = idle.indexOf(connection);
  if (index >= 0) idle.splice(index, 1);
}
