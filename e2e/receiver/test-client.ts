import { readFileSync } from "node:fs";
import { request as plainRequest } from "node:http";
import { type RequestOptions, request } from "node:https";

export interface Answer {
  status: number;
  headers: NodeJS.Dict<string | string[]>;
  body: string;
  informational: number[];
}

type SendOptions = RequestOptions & { body?: string; onInformation?: (seen: number[]) => void };

/** A sender for the receiver's own tests, on a connection of its own: node's client and no product code. */
export function send(url: string, { body, onInformation, ...options }: SendOptions = {}): Promise<Answer> {
  const informational: number[] = [];
  return new Promise((resolve, reject) => {
    const start = url.startsWith("https:") ? request : plainRequest;
    const outgoing = start(url, { method: "POST", agent: false, ...options }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.once("error", reject);
      response.once("end", () => {
        const { statusCode: status = 0, headers } = response;
        resolve({ status, headers, body: Buffer.concat(chunks).toString(), informational });
      });
    });
    outgoing.on("information", ({ statusCode }) => {
      informational.push(statusCode);
      onInformation?.(informational);
    });
    outgoing.once("error", reject);
    outgoing.end(body);
  });
}

/** A sender that trusts the receiver's authority, as EGRESS_CA_FILE makes the product do. */
export function trusting(receiver: { url(path: string): string; caFile: string }) {
  const ca = readFileSync(receiver.caFile);
  return (path: string, options: SendOptions = {}) => send(receiver.url(path), { ca, ...options });
}
