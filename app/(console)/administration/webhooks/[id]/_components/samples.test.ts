import { createHmac, generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { describe, expect, it } from "vitest";
import { SAMPLES, type Sample } from "./samples";

type Headers = Record<string, string>;
type IsFromTidings = (key: string | string[], headers: Headers, body: Buffer) => boolean;

const body = Buffer.from('{"EventId":"ü"}');
const seconds = () => Math.floor(Date.now() / 1000);

async function load(sample: Sample): Promise<IsFromTidings> {
  const text = encodeURIComponent(SAMPLES[sample]);
  return (await import(/* @vite-ignore */ `data:text/javascript,${text}`)).isFromTidings;
}

const standard = (timestamp: number, signature: string): Headers => ({
  "webhook-id": "msg_1",
  "webhook-timestamp": String(timestamp),
  "webhook-signature": `v1,AAAA ${signature}`,
});
const signed = (timestamp: number) => Buffer.concat([Buffer.from(`msg_1.${timestamp}.`), body]);

const secret = randomBytes(32);
const ed25519 = generateKeyPairSync("ed25519");
const x = Buffer.from(ed25519.publicKey.export({ format: "jwk" }).x ?? "", "base64url");

const STANDARD: [Sample, string, (timestamp: number) => string][] = [
  [
    "node_v1",
    `whsec_${secret.toString("base64")}`,
    (timestamp) => `v1,${createHmac("sha256", secret).update(signed(timestamp)).digest("base64")}`,
  ],
  [
    "node_v1a",
    `whpk_${x.toString("base64")}`,
    (timestamp) => `v1a,${sign(null, signed(timestamp), ed25519.privateKey).toString("base64")}`,
  ],
];

describe.each(STANDARD)("the sample %s", (sample, key, signatureAt) => {
  const headersAt = (timestamp: number) => standard(timestamp, signatureAt(timestamp));

  it("accepts what was signed just now, also beside another signature", async () => {
    expect((await load(sample))(key, headersAt(seconds()), body)).toBe(true);
  });

  it("refuses a changed body, an old request and missing headers", async () => {
    const isFromTidings = await load(sample);
    expect(isFromTidings(key, headersAt(seconds()), Buffer.from("{}"))).toBe(false);
    expect(isFromTidings(key, headersAt(seconds() - 3_600), body)).toBe(false);
    expect(isFromTidings(key, {}, body)).toBe(false);
  });
});

describe("the sample for X-DI-Signature", () => {
  const [old, fresh] = [1, 2].map(() => generateKeyPairSync("rsa", { modulusLength: 2_048 }));
  const pem = (pair: typeof old) => pair?.publicKey.export({ type: "spki", format: "pem" }).toString() ?? "";
  const headers = { "x-di-signature": old ? sign("sha256", body, old.privateKey).toString("base64") : "" };

  it("accepts either key while one is being rotated, and refuses a changed body, another key and no header", async () => {
    const isFromTidings = await load("node_rsa");
    expect(isFromTidings([pem(fresh), pem(old)], headers, body)).toBe(true);
    expect(isFromTidings([pem(fresh)], headers, body)).toBe(false);
    expect(isFromTidings([pem(old)], headers, Buffer.from("{}"))).toBe(false);
    expect(isFromTidings([pem(old)], {}, body)).toBe(false);
  });
});
