import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import { afterEach, describe, expect, it } from "vitest";
import { PUBLIC } from "@/e2e/corpora/zone";
import { createDnsQuery, NoNameServer } from "./query-dns";
import { createResolver } from "./resolve-host";
import { strict } from "./sender.fixture";

const sockets: Socket[] = [];
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.close();
});

const NXDOMAIN = 3;
const SERVFAIL = 2;

/** A name server on this machine. @param answer the code of its answer by the name asked for; undefined: silence */
async function nameServer(answer: (name: string) => number | undefined) {
  const socket = createSocket("udp4");
  sockets.push(socket);
  const asked: string[] = [];
  socket.on("message", (question, { port, address }) => {
    const name = nameIn(question);
    asked.push(name);
    const code = answer(name);
    if (code === undefined) return;
    const reply = Buffer.from(question);
    reply[2] = (reply[2] ?? 0) | 0x80;
    reply[3] = 0x80 | code;
    socket.send(reply, port, address);
  });
  socket.bind(0, "127.0.0.1");
  await once(socket, "listening");
  const { port } = socket.address();
  const resolver = createResolver(strict, { servers: [`127.0.0.1:${port}`], timeoutMs: 1_000, cacheMs: 0 });
  return { asked, socket, resolve: (host: string) => resolver.resolve(host) };
}

/** The labels of the question, which begins behind the twelve bytes of the header. */
function nameIn(question: Buffer): string {
  const labels: string[] = [];
  for (let at = 12; question[at]; at += (question[at] ?? 0) + 1) {
    labels.push(question.toString("latin1", at + 1, at + 1 + (question[at] ?? 0)));
  }
  return labels.join(".");
}

const failed = { ok: false, reason: "dns_lookup_failed" };
const ours = { ok: false, reason: "own_network_down" };

describe("a name that can't be resolved", () => {
  it.each([
    ["does not exist", NXDOMAIN],
    ["is one whose own servers fail", SERVFAIL],
    ["has no address", 0],
  ])("is the webhook's fault where it %s", async (_, code) => {
    const server = await nameServer(() => code);
    expect(await server.resolve("hooks.example.com")).toEqual(failed);
  });

  it("is the webhook's fault where its servers alone are silent", async () => {
    const server = await nameServer((name) => (name === "" ? 0 : undefined));
    expect(await server.resolve("hooks.example.com")).toEqual(failed);
    expect(server.asked).toContain("");
  });

  it("is our own trouble where no name server listens", async () => {
    const server = await nameServer(() => undefined);
    const { port } = server.socket.address();
    sockets.splice(0);
    server.socket.close();
    const resolver = createResolver(strict, { servers: [`127.0.0.1:${port}`], timeoutMs: 1_000 });
    expect(await resolver.resolve("hooks.example.com")).toEqual(ours);
  });

  it("is our own trouble where name servers answer nothing at all", async () => {
    const server = await nameServer(() => undefined);
    const begun = performance.now();
    const asked = Array.from({ length: 20 }, (_, n) => server.resolve(`hooks${n}.example.com`));
    expect(await Promise.all(asked)).toEqual(Array.from({ length: 20 }, () => ours));
    expect(performance.now() - begun).toBeLessThan(3_000);
    // One look for all of them, in as many tries as a look has.
    expect(server.asked.filter((name) => name === "").length).toBeLessThan(5);
  });

  it("is our own trouble where the question was called off, and is asked anew the next time", async () => {
    const server = await nameServer(() => undefined);
    const { port } = server.socket.address();
    const resolver = createResolver(strict, { servers: [`127.0.0.1:${port}`] });
    const asked = resolver.resolve("hooks.example.com");
    await once(server.socket, "message");
    resolver.close();
    expect(await asked).toEqual(ours);
  });
});

describe("both families", () => {
  const answers = (addresses: string[]) => async () => addresses as never;
  const fails = () => Promise.reject(Object.assign(new Error("queryA"), { code: "ENODATA" }));
  const hangs = () => new Promise<never>(() => {});
  const ask = (resolve4: () => Promise<never>, resolve6: () => Promise<never>, resolveNs = fails) =>
    createDnsQuery({ resolve4, resolve6, resolveNs }, 50)("a.example.com");

  it("are asked, and one that fails or hangs is fine", async () => {
    expect(await ask(answers([PUBLIC]), answers(["2a00::1"]))).toEqual([PUBLIC, "2a00::1"]);
    expect(await ask(answers([PUBLIC]), fails)).toEqual([PUBLIC]);
    expect(await ask(hangs, answers(["2a00::1"]))).toEqual(["2a00::1"]);
    expect(await ask(fails, hangs)).toEqual([]);
    expect(await ask(hangs, hangs)).toEqual([]);
    await expect(ask(hangs, hangs, hangs)).rejects.toBeInstanceOf(NoNameServer);
  });
});
