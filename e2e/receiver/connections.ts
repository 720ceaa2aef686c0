import type { Server } from "node:http";
import type { Socket } from "node:net";

/** The accepted TCP sockets, beneath TLS: a TLS socket itself can't send an RST. */
export class Connections {
  accepted = 0;
  readonly #open = new Map<string, Socket>();
  #toReset = 0;

  watch(server: Server): void {
    server.prependListener("connection", (socket: Socket) => {
      this.accepted += 1;
      if (this.#toReset > 0) {
        this.#toReset -= 1;
        socket.on("error", () => {});
        socket.resetAndDestroy();
        return;
      }
      const key = keyOf(socket);
      this.#open.set(key, socket);
      socket.once("close", () => this.#open.delete(key));
    });
  }

  resetNext(count: number): void {
    this.#toReset = count;
  }

  reset(socket: Socket): void {
    this.#open.get(keyOf(socket))?.resetAndDestroy();
    socket.destroy();
  }

  destroyAll(): void {
    for (const socket of this.#open.values()) socket.destroy();
  }
}

function keyOf(socket: Socket): string {
  return `${socket.remoteAddress}|${socket.remotePort}`;
}
