import type { Server } from "node:http";
import type { Instance } from "@/lib/instance";

/** Begins nothing new and resolves when what is under way is written. */
interface Part {
  stop(): Promise<void>;
}

/** How long a drain may take; then leases are left to expire and the next start repeats what was cut off. */
export const DRAIN_MS = 20_000;

/** SIGTERM and SIGINT: no new work, what is under way is finished and written, then exit 0. */
export function drainOnSignal(tidings: Instance, server: Server, parts: (Part | undefined)[]) {
  const drain = async (signal: NodeJS.Signals) => {
    if (tidings.draining) return;
    tidings.draining = true;
    tidings.log.info({ signal }, "server.draining");
    setTimeout(() => process.exit(0), DRAIN_MS).unref();
    for (const stop of tidings.stopListeners) stop();
    const closed = new Promise((resolve) => server.close(resolve));
    // Connections become idle one by one as their requests end.
    const closing = setInterval(() => server.closeIdleConnections(), 100);
    await Promise.all([closed, ...parts.map((part) => part?.stop())]);
    clearInterval(closing);
    await tidings.close();
    tidings.log.info("server.stopped");
    process.exit(0);
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, (name) => void drain(name));
}
