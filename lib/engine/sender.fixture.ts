import type { Socket } from "node:net";
import { afterEach } from "vitest";
import type { EgressRules } from "@/lib/engine/egress";
import { listen } from "@/lib/engine/raw-receiver.fixture";
import { createSender, type OutgoingRequest, type Sender, type SenderOptions } from "@/lib/engine/send";

export const strict: EgressRules = { allowCidrs: [], resolve: new Map(), extraCa: null, addresses: [] };
export const loopback: EgressRules = { ...strict, allowCidrs: ["127.0.0.0/8"] };

const senders: Sender[] = [];

afterEach(() => Promise.all(senders.splice(0).map((sender) => sender.close())));

export function openSender(options?: SenderOptions, egress = loopback): Sender {
  const sender = createSender(egress, options);
  senders.push(sender);
  return sender;
}

export function post(port: number, more: Partial<OutgoingRequest> = {}): OutgoingRequest {
  return {
    method: "POST",
    url: `http://127.0.0.1:${port}/hook?a=1`,
    urlPolicy: "http_allowed",
    headers: [["Content-Type", "application/json"]],
    body: Buffer.from('{"n":1}'),
    deadlineMs: 5_000,
    ...more,
  };
}

/** One request to a receiver that does this with every socket. */
export async function sendTo(onSocket: (socket: Socket) => void, more?: Partial<OutgoingRequest>) {
  const { port } = await listen(onSocket);
  return openSender().send(post(port, more));
}

export function closing(socket: Socket): Promise<unknown> {
  return new Promise((resolve) => socket.on("close", resolve));
}
