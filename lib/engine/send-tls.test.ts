import type { Socket } from "node:net";
import { createSecureContext, type TLSSocket, type TlsOptions } from "node:tls";
import { beforeAll, describe, expect, it } from "vitest";
import {
  type CertificateAuthority,
  createCertificateAuthority,
  selfSigned,
} from "@/e2e/receiver/certificates";
import { answer, listen, onRequest, type RawReceiver } from "@/lib/engine/raw-receiver.fixture";
import { loopback, openSender, post } from "@/lib/engine/sender.fixture";

const NAME = "receiver.example.com";
let authority: CertificateAuthority;

beforeAll(async () => {
  authority = await createCertificateAuthority();
});

const pems = ({ keyPem, certificatePem }: { keyPem: string; certificatePem: string }): TlsOptions => ({
  key: keyPem,
  cert: certificatePem,
});

const serve = (tls?: TlsOptions, onSocket?: (socket: Socket) => void) =>
  listen(onSocket ?? ((socket) => onRequest(socket, () => socket.write(answer("ok")))), { tls });

/** To `receiver.example.com`, port 443, which EGRESS_RESOLVE points at the receiver's own port. */
function senderTo(receiver: RawReceiver) {
  const resolve = new Map([[NAME, [{ address: "127.0.0.1", port: receiver.port }]]]);
  const sender = openSender({}, { ...loopback, resolve, extraCa: authority.certificatePem });
  return (url = `https://${NAME}/`, deadlineMs = 5_000) =>
    sender.send(post(443, { url, urlPolicy: "https", deadlineMs }));
}

describe("D11: a receiver that can't prove itself gets no request", () => {
  const past = { notBefore: new Date(Date.now() - 172_800_000), notAfter: new Date(Date.now() - 86_400_000) };
  const future = {
    notBefore: new Date(Date.now() + 86_400_000),
    notAfter: new Date(Date.now() + 172_800_000),
  };

  it.each<[string, () => Promise<TlsOptions>]>([
    ["an expired certificate", async () => pems(await authority.issue({ names: [NAME], ...past }))],
    ["one not valid yet", async () => pems(await authority.issue({ names: [NAME], ...future }))],
    ["a self-signed one", async () => pems(await selfSigned([NAME]))],
    [
      "one of an unknown authority",
      async () => pems(await (await createCertificateAuthority()).issue({ names: [NAME] })),
    ],
    ["one for another name", async () => pems(await authority.issue({ names: ["other.example.com"] }))],
    ["one for the address alone", async () => pems(await authority.issue({ names: ["127.0.0.1"] }))],
    [
      "TLS 1.0",
      async () => ({
        ...pems(await authority.issue({ names: [NAME] })),
        minVersion: "TLSv1",
        maxVersion: "TLSv1",
        ciphers: "DEFAULT@SECLEVEL=0",
      }),
    ],
    [
      "TLS 1.1",
      async () => ({
        ...pems(await authority.issue({ names: [NAME] })),
        minVersion: "TLSv1.1",
        maxVersion: "TLSv1.1",
        ciphers: "DEFAULT@SECLEVEL=0",
      }),
    ],
    [
      "no certificate for the name that SNI asks for",
      async () => ({
        ...pems(await authority.issue({ names: ["other.example.com"] })),
        SNICallback: (_, callback) => callback(new Error("unknown name")),
      }),
    ],
  ])("%s: tls_failed", async (_, options) => {
    const receiver = await serve(await options());
    const outcome = await senderTo(receiver)();
    expect(outcome).toMatchObject({
      kind: "failed",
      reason: "tls_failed",
      statusCode: null,
      leftAfterMs: null,
    });
    expect(outcome.kind === "failed" && outcome.detail).not.toBe("");
    expect(receiver.received()).toBe("");
  });

  it("no TLS at all: tls_failed", async () => {
    const receiver = await serve(undefined, (socket) => socket.write("HTTP/1.1 200 OK\r\n\r\n"));
    expect(await senderTo(receiver)()).toMatchObject({
      kind: "failed",
      reason: "tls_failed",
      leftAfterMs: null,
    });
    expect(receiver.received()).not.toContain("POST");
  });

  it("RST within the handshake: connection_reset", async () => {
    const receiver = await serve(undefined, (socket) => socket.once("data", () => socket.resetAndDestroy()));
    expect(await senderTo(receiver)()).toMatchObject({
      kind: "failed",
      reason: "connection_reset",
      leftAfterMs: null,
    });
  });

  it("D8: silence within the handshake ends at the deadline", async () => {
    const outcome = await senderTo(await serve(undefined, () => {}))(undefined, 150);
    expect(outcome).toMatchObject({ kind: "failed", reason: "deadline_exceeded", leftAfterMs: null });
    expect(outcome.durationMs).toBeLessThan(1_150);
  });
});

describe("over TLS", () => {
  it("the name stays in SNI and Host while the connection goes where EGRESS_RESOLVE says", async () => {
    const names: string[] = [];
    const options = pems(await authority.issue({ names: [NAME] }));
    const receiver = await serve({
      ...options,
      SNICallback: (name, callback) => {
        names.push(name);
        callback(null, createSecureContext(options));
      },
    });
    const send = senderTo(receiver);
    expect(await send()).toMatchObject({ kind: "answered", statusCode: 200, remoteAddress: "127.0.0.1" });
    expect(await send()).toMatchObject({ kind: "answered" });
    expect(receiver.received()).toContain(`host: ${NAME}\r\n`);
    expect(names).toEqual([NAME]);
    expect(receiver.sockets).toHaveLength(1);
    expect((receiver.sockets[0] as TLSSocket).alpnProtocol).not.toBe("h2");
  });

  it("an absolute name's dot is for the URL alone", async () => {
    const receiver = await serve(pems(await authority.issue({ names: [NAME] })));
    expect(await senderTo(receiver)(`https://${NAME}./`)).toMatchObject({ kind: "answered" });
  });

  it("an address can be certified as such", async () => {
    const receiver = await serve(pems(await authority.issue({ names: ["127.0.0.1"] })));
    const send = senderTo(receiver);
    expect(await send(`https://127.0.0.1:${receiver.port}/`)).toMatchObject({ kind: "answered" });
  });
});
