import { connect, createServer, type Socket } from "node:net";

export interface HalfOpenProxy {
  /** Of the database behind it. */
  url: string;
  /** Ends every connection. */
  endAll(): void;
  /** Every connection stays open and carries nothing any more, as when a machine has gone without a word. */
  silenceAll(): void;
  close(): void;
}

/** Stands between a process and PostgreSQL. What connects later is carried as ever. */
export async function startHalfOpenProxy(url: string): Promise<HalfOpenProxy> {
  const target = new URL(url);
  const { hostname } = target;
  const port = Number(target.port);
  const pairs = new Set<[Socket, Socket]>();
  const server = createServer((client) => {
    const upstream = connect(port, hostname);
    const pair: [Socket, Socket] = [client, upstream];
    pairs.add(pair);
    client.pipe(upstream);
    upstream.pipe(client);
    for (const socket of pair) {
      socket.on("error", () => {});
      socket.on("close", () => {
        pairs.delete(pair);
        for (const other of pair) other.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  target.port = String((server.address() as { port: number }).port);
  const endAll = () => {
    for (const pair of pairs) for (const socket of pair) socket.destroy();
  };
  return {
    url: target.href,
    endAll,
    silenceAll() {
      for (const [client, upstream] of pairs) {
        client.unpipe(upstream);
        upstream.unpipe(client);
        client.pause();
      }
    },
    close() {
      server.close();
      endAll();
    },
  };
}
