import { X509Certificate } from "node:crypto";
import { afterEach, describe, expect, test } from "vitest";
import { createCertificateAuthority, openCertificateAuthority, selfSigned } from "./certificates";
import { type Receiver, type ReceiverOptions, startReceiver } from "./receiver";
import { send, trusting } from "./test-client";

let receiver: Receiver;
afterEach(() => receiver.close());

/** The requests it got must stay none: a sender that refuses a certificate sends no byte of its request. */
async function refusalOf(options: ReceiverOptions, more = {}) {
  receiver = await startReceiver(options);
  const error = await trusting(receiver)("/a", more).then(
    () => null,
    (reason: NodeJS.ErrnoException) => reason.code,
  );
  expect(receiver.requests).toHaveLength(0);
  return error;
}

describe("a certificate", () => {
  test("is trusted through its authority and bears every name and address", async () => {
    const authority = await createCertificateAuthority();
    const names = ["127.0.0.1", "::1", "receiver.example.com"];
    const { certificatePem } = await authority.issue({ names });
    const certificate = new X509Certificate(certificatePem);
    expect(certificate.verify(new X509Certificate(authority.certificatePem).publicKey)).toBe(true);
    expect(certificate.checkHost("receiver.example.com")).toBe("receiver.example.com");
    expect(certificate.checkHost("other.example.com")).toBeUndefined();
    expect(certificate.checkIP("127.0.0.1")).toBe("127.0.0.1");
    receiver = await startReceiver({ authority, names });
    expect((await trusting(receiver)("/a")).status).toBe(200);
    expect((await trusting(receiver)("/a", { servername: "receiver.example.com" })).status).toBe(200);
  });

  test("is refused without its authority, also by those who trust another one", async () => {
    receiver = await startReceiver();
    const refused = { code: "UNABLE_TO_VERIFY_LEAF_SIGNATURE" };
    await expect(send(receiver.url("/a"))).rejects.toMatchObject(refused);
    const ca = (await createCertificateAuthority()).certificatePem;
    await expect(send(receiver.url("/a"), { ca })).rejects.toMatchObject(refused);
    expect(receiver.requests).toHaveLength(0);
  });

  test("of an authority opened again is trusted by who trusted it before", async () => {
    const authority = await createCertificateAuthority();
    receiver = await startReceiver({ authority: await openCertificateAuthority(authority) });
    expect((await send(receiver.url("/a"), { ca: authority.certificatePem })).status).toBe(200);
  });

  test("is refused when it has expired or is not valid yet", async () => {
    const authority = await createCertificateAuthority();
    const names = ["127.0.0.1"];
    const expired = await authority.issue({
      names,
      notBefore: new Date("2020-01-01"),
      notAfter: new Date("2021-01-01"),
    });
    expect(await refusalOf({ authority, certificate: expired })).toBe("CERT_HAS_EXPIRED");
    await receiver.close();
    const early = await authority.issue({
      names,
      notBefore: new Date("2090-01-01"),
      notAfter: new Date("2091-01-01"),
    });
    expect(await refusalOf({ authority, certificate: early })).toBe("CERT_NOT_YET_VALID");
  });

  test("is refused when it is self-signed", async () => {
    const certificate = await selfSigned(["127.0.0.1"]);
    expect(await refusalOf({ certificate })).toBe("DEPTH_ZERO_SELF_SIGNED_CERT");
  });

  test("is refused when it bears another name", async () => {
    expect(await refusalOf({ names: ["other.example.com"] })).toBe("ERR_TLS_CERT_ALTNAME_INVALID");
  });

  test("is never seen when the receiver speaks TLS 1.0 only", async () => {
    const ciphers = "DEFAULT@SECLEVEL=0";
    const tls = { minVersion: "TLSv1", maxVersion: "TLSv1", ciphers } as const;
    expect(await refusalOf({ tls })).toBe("EPROTO");
    expect((await trusting(receiver)("/a", { minVersion: "TLSv1", ciphers })).status).toBe(200);
  });

  test("is never seen when the receiver knows no such server name", async () => {
    const SNICallback = (_name: string, done: (error: Error) => void) => done(new Error("No such name"));
    const code = await refusalOf({ tls: { SNICallback } }, { servername: "receiver.example.com" });
    expect(code).toBe("ECONNRESET");
  });
});
