import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { getInstance } from "@/lib/instance";
import { handleEvents } from "./mount-events";

/** The producers' door alone, as server/main.ts mounts it, for tests that watch the process from outside. */
const tidings = await getInstance();
const { database } = tidings;
const synchronous =
  database.dialect === "sqlite" ? database.sqlite.pragma("synchronous", { simple: true }) : null;
const server = createServer((request, response) => void handleEvents(request, response, 0));
server.listen(0, "127.0.0.1", () => {
  const { port } = server.address() as AddressInfo;
  process.stdout.write(`${JSON.stringify({ port, synchronous, pid: process.pid })}\n`);
});
process.on("SIGTERM", () => process.exit(0));
