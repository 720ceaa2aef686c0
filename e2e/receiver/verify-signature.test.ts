import { createHmac, generateKeyPairSync, sign } from "node:crypto";
import { describe, expect, test } from "vitest";
import { verifyBodySignature, verifyStandardWebhook } from "./verify-signature";

const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const publicKey = "whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4=";
const v1 = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
const v1a = "v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFymVJaA7AZdpXwVLPo3mNl8EM+m7TBAg==";
const body = '{"test": 2432232314}';
const signedAt = 1614265330;
const now = new Date(signedAt * 1000);

function signed(signature: string, timestamp = String(signedAt), id = "msg_p5jXN8AQM9LWM0D4loKWxJek") {
  return {
    headers: { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signature },
    body: Buffer.from(body),
  };
}

describe("a signature", () => {
  test("of the Standard Webhooks vectors verifies, by secret and by public key", () => {
    expect(verifyStandardWebhook(signed(v1), secret, { now })).toBe(true);
    expect(verifyStandardWebhook(signed(v1a), publicKey, { now })).toBe(true);
  });

  test("verifies wherever it stands in the list", () => {
    const list = `v2,AAAA v1,${Buffer.alloc(32).toString("base64")} ${v1a} ${v1}`;
    expect(verifyStandardWebhook(signed(list), secret, { now })).toBe(true);
    expect(verifyStandardWebhook(signed(list), publicKey, { now })).toBe(true);
  });

  test("is refused by a key of the other kind or another key", () => {
    expect(verifyStandardWebhook(signed(v1), publicKey, { now })).toBe(false);
    expect(verifyStandardWebhook(signed(v1a), secret, { now })).toBe(false);
    const other = `whsec_${Buffer.alloc(24, 7).toString("base64")}`;
    expect(verifyStandardWebhook(signed(v1), other, { now })).toBe(false);
  });

  test.each([
    [-301, false],
    [-300, true],
    [300, true],
    [301, false],
  ])("received %i seconds after its time: %s", (seconds, accepted) => {
    const received = new Date((signedAt + seconds) * 1000);
    expect(verifyStandardWebhook(signed(v1), secret, { now: received })).toBe(accepted);
  });

  test("is refused once any byte of body, id, time or signature is flipped", () => {
    for (const [name, key, signature] of [
      ["v1", secret, v1],
      ["v1a", publicKey, v1a],
    ] as const) {
      const request = signed(signature);
      for (let at = 0; at < request.body.length; at += 1) {
        const flipped = { ...request, body: Buffer.from(request.body) };
        flipped.body[at] = (flipped.body[at] ?? 0) ^ 1;
        expect(verifyStandardWebhook(flipped, key, { now }), `${name} body ${at}`).toBe(false);
      }
      for (const header of Object.keys(request.headers) as (keyof typeof request.headers)[]) {
        const value = request.headers[header];
        for (let at = 0; at < value.length; at += 1) {
          const changed = String.fromCharCode(value.charCodeAt(at) ^ 1);
          const headers = {
            ...request.headers,
            [header]: value.slice(0, at) + changed + value.slice(at + 1),
          };
          const verified = verifyStandardWebhook({ ...request, headers }, key, { now });
          expect(verified, `${name} ${header} ${at}`).toBe(false);
        }
      }
    }
  });

  test.each(["webhook-id", "webhook-timestamp", "webhook-signature"])("is refused without %s", (name) => {
    const request = signed(v1);
    expect(
      verifyStandardWebhook({ ...request, headers: { ...request.headers, [name]: undefined } }, secret, {
        now,
      }),
    ).toBe(false);
  });

  test.each(["1614265330.0", "+1614265330", " 1614265330", "1.61426533e9", "0x60383EB2", "", "now"])(
    "is refused with the time %j, even when it was signed so",
    (timestamp) => {
      const key = Buffer.from(secret.slice(6), "base64");
      const text = `msg_1.${timestamp}.${body}`;
      const signature = `v1,${createHmac("sha256", key).update(text).digest("base64")}`;
      expect(verifyStandardWebhook(signed(signature, timestamp, "msg_1"), secret, { now })).toBe(false);
    },
  );

  test("covers the raw bytes, also where they are not UTF-8", () => {
    const raw = Buffer.from([0xff, 0x00, 0xfe]);
    const key = Buffer.from(secret.slice(6), "base64");
    const mac = createHmac("sha256", key).update(`msg_1.${signedAt}.`).update(raw).digest("base64");
    const request = { ...signed(`v1,${mac}`, String(signedAt), "msg_1"), body: raw };
    expect(verifyStandardWebhook(request, secret, { now })).toBe(true);
  });
});

describe("X-DI-Signature", () => {
  const { privateKey, publicKey: rsa } = generateKeyPairSync("rsa", { modulusLength: 2_048 });
  const pem = rsa.export({ type: "spki", format: "pem" }).toString();
  const { n = "", e = "" } = rsa.export({ format: "jwk" });
  const base64 = (text: string) => Buffer.from(text, "base64url").toString("base64");
  const xml = `<RSAKeyValue><Modulus>${base64(n)}</Modulus><Exponent>${base64(e)}</Exponent></RSAKeyValue>`;
  const value = sign("sha256", Buffer.from(body), privateKey).toString("base64");
  const request = (changes: { body?: Buffer; value?: string | undefined } = {}) => ({
    headers: { "x-di-signature": "value" in changes ? changes.value : value },
    body: changes.body ?? Buffer.from(body),
  });

  test.each([
    ["PEM", pem],
    ["XML", xml],
  ])("verifies by the public key as %s, and no longer once any byte is flipped", (_, key) => {
    expect(verifyBodySignature(request(), key)).toBe(true);
    for (let at = 0; at < body.length; at += 1) {
      const flipped = Buffer.from(body);
      flipped[at] = (flipped[at] ?? 0) ^ 1;
      expect(verifyBodySignature(request({ body: flipped }), key), `body ${at}`).toBe(false);
    }
    for (let at = 0; at < value.length; at += 1) {
      const changed = String.fromCharCode(value.charCodeAt(at) ^ 1);
      const forged = value.slice(0, at) + changed + value.slice(at + 1);
      expect(verifyBodySignature(request({ value: forged }), key), `value ${at}`).toBe(false);
    }
  });

  test("is refused where it is missing, or by another key", () => {
    expect(verifyBodySignature(request({ value: undefined }), pem)).toBe(false);
    const other = generateKeyPairSync("rsa", { modulusLength: 2_048 }).publicKey;
    expect(verifyBodySignature(request(), other.export({ type: "spki", format: "pem" }).toString())).toBe(
      false,
    );
  });
});
