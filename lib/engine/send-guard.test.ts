import { beforeAll, describe, expect, it, vi } from "vitest";
import { readCorpus } from "@/e2e/corpora/read-corpus";
import { type CertificateAuthority, createCertificateAuthority } from "@/e2e/receiver/certificates";
import { answer, listen, onRequest } from "@/lib/engine/raw-receiver.fixture";
import { createResolver, type HostResolver, type JudgedAddress } from "@/lib/engine/resolve-host";
import { loopback, openSender, post, strict } from "@/lib/engine/sender.fixture";

describe("G1: what the guard refuses never gets as far as DNS", () => {
  it.each(readCorpus("refuse", "static", "parse", "scheme", "policy", "esc"))(
    "$text ($reason)",
    async ({ text }) => {
      const lookup = vi.fn(async () => ["127.0.0.1"]);
      const sender = openSender({ resolver: createResolver(strict, { lookup }) }, strict);
      const outcome = await sender.send(post(443, { url: text, urlPolicy: "https" }));
      expect(outcome).toMatchObject({ kind: "failed", reason: "private_address", leftAfterMs: null });
      expect(lookup).not.toHaveBeenCalled();
    },
  );

  it("a loopback address that nobody allowed is not connected to", async () => {
    const receiver = await listen(() => {});
    const outcome = await openSender({}, strict).send(post(receiver.port));
    expect(outcome).toMatchObject({ kind: "failed", reason: "private_address" });
    expect(receiver.sockets).toHaveLength(0);
  });
});

describe("G2: connections go to judged addresses alone", () => {
  it("in 1,000 tries of rebinding, 0 reach the forbidden address", async () => {
    const egress = { ...strict, allowCidrs: ["127.0.0.2/32"] };
    const forbidden = await listen((socket) => socket.destroy());
    const allowed = await listen((socket) => onRequest(socket, () => socket.write(answer("ok"))), {
      host: "127.0.0.2",
      port: forbidden.port,
    });
    let lookups = 0;
    const lookup = async () => [lookups++ % 2 === 0 ? "127.0.0.2" : "127.0.0.1"];
    const sender = openSender({ resolver: createResolver(egress, { lookup, cacheMs: 0 }) }, egress);
    const request = post(forbidden.port, { url: `http://rebind.example.com:${forbidden.port}/` });
    const ends = { answered: 0, private_address: 0 } as Record<string, number>;
    for (let attempt = 0; attempt < 1_000; attempt++) {
      const outcome = await sender.send(request);
      const end = outcome.kind === "failed" ? outcome.reason : outcome.kind;
      ends[end] = (ends[end] ?? 0) + 1;
    }
    expect(ends).toEqual({ answered: 500, private_address: 500 });
    expect(lookups).toBe(1_000);
    expect(forbidden.sockets).toHaveLength(0);
    expect(allowed.sockets.length).toBeGreaterThan(0);
  });

  it("a socket that turns out to be connected elsewhere is dropped before anything is sent", async () => {
    const receiver = await listen(() => {});
    // Connecting to 0.0.0.0 ends at 127.0.0.1, which this faulty resolver never named.
    const addresses: JudgedAddress[] = [{ address: "0.0.0.0", family: 4, port: null }];
    const resolver: HostResolver = { resolve: async () => ({ ok: true, addresses }), close: () => {} };
    const outcome = await openSender({ resolver }).send(
      post(receiver.port, { url: `http://example.com:${receiver.port}/` }),
    );
    expect(outcome).toMatchObject({ kind: "failed", reason: "private_address", leftAfterMs: null });
    expect(receiver.received()).toBe("");
  });

  it("a kept socket serves no request whose answers differ", async () => {
    const serve = (host: string, port?: number) =>
      listen((socket) => onRequest(socket, () => socket.write(answer(host))), { host, port });
    const first = await serve("127.0.0.1");
    await serve("127.0.0.2", first.port);
    const answers = [["127.0.0.1"], ["127.0.0.2"], ["127.0.0.1"]];
    const sender = openSender({
      resolver: createResolver(loopback, { lookup: async () => answers.shift() ?? [], cacheMs: 0 }),
    });
    const request = post(first.port, { url: `http://moving.example.com:${first.port}/` });
    for (const expected of ["127.0.0.1", "127.0.0.2", "127.0.0.1"]) {
      expect(await sender.send(request)).toMatchObject({
        body: Buffer.from(expected),
        remoteAddress: expected,
      });
    }
    expect(first.sockets).toHaveLength(1);
  });

  it("a second address is tried where the first refuses", async () => {
    const receiver = await listen((socket) => onRequest(socket, () => socket.write(answer("ok"))));
    const lookup = async () => ["127.0.0.2", "127.0.0.1"];
    const sender = openSender({ resolver: createResolver(loopback, { lookup }) });
    const outcome = await sender.send(
      post(receiver.port, { url: `http://two.example.com:${receiver.port}/` }),
    );
    expect(outcome).toMatchObject({ kind: "answered", remoteAddress: "127.0.0.1" });
  });

  it("environment variables for proxies are not obeyed", async () => {
    const proxy = await listen(() => {});
    for (const name of ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"]) {
      vi.stubEnv(name, `http://127.0.0.1:${proxy.port}`);
    }
    const receiver = await listen((socket) => onRequest(socket, () => socket.write(answer("ok"))));
    expect(await openSender().send(post(receiver.port))).toMatchObject({ kind: "answered" });
    vi.unstubAllEnvs();
    expect(proxy.sockets).toHaveLength(0);
  });
});

describe("D6, G2: redirects are answers, and where they point is never contacted", () => {
  let authority: CertificateAuthority;
  beforeAll(async () => {
    authority = await createCertificateAuthority();
  });

  it.each(readCorpus("refuse", "redirect"))("$text", async ({ text }) => {
    const { keyPem: key, certificatePem: cert } = await authority.issue({
      names: ["receiver.corpus.example.com"],
    });
    const location = new URL(text).searchParams.get("to") ?? "";
    const statuses = [301, 302, 303, 307, 308];
    const receiver = await listen(
      (socket) =>
        onRequest(socket, (_, index) =>
          socket.write(answer("", `HTTP/1.1 ${statuses[index]} Moved\r\nLocation: ${location}`)),
        ),
      { tls: { key, cert } },
    );
    const resolve = new Map([
      ["receiver.corpus.example.com", [{ address: "127.0.0.1", port: receiver.port }]],
    ]);
    const sender = openSender({}, { ...loopback, resolve, extraCa: authority.certificatePem });
    for (const statusCode of statuses) {
      const outcome = await sender.send(post(443, { url: text, urlPolicy: "https" }));
      expect(outcome).toMatchObject({ kind: "answered", statusCode });
      expect(outcome.headers).toContainEqual(["Location", location]);
    }
    expect(receiver.received().match(/POST /g)).toHaveLength(statuses.length);
    expect(receiver.sockets).toHaveLength(1);
  });

  it("a redirect to this machine brings no connection", async () => {
    const target = await listen(() => {});
    const receiver = await listen((socket) =>
      onRequest(socket, () =>
        socket.write(answer("", `HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:${target.port}/`)),
      ),
    );
    expect(await openSender().send(post(receiver.port))).toMatchObject({ kind: "answered", statusCode: 302 });
    expect(target.sockets).toHaveLength(0);
  });
});
