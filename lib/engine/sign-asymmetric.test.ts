import {
  constants,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  verify,
} from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rsaKeyXml } from "@/lib/webhooks/rsa-key-xml";
import { signBody, signStandardAsymmetric } from "./sign";

const ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
const TIMESTAMP = 1614265330;

/** Seed and public key, as the published vector has them. */
const VECTOR_KEY = "6Xb/dCcHpPea21PS1N9VY/NZW723CEc77N4rJCubMbfVKIDij2HKpMKkioLlX0dRqSKJp4AJ6p9lMicMFs6Kvg==";
const VECTOR_PUBLIC = "whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4=";

const base64url = (bytes: Buffer) => bytes.toString("base64url");
const jwk = (parts: object) => ({ key: { kty: "OKP", crv: "Ed25519", ...parts }, format: "jwk" as const });
const vectorBytes = Buffer.from(VECTOR_KEY, "base64");
const vectorKey = createPrivateKey(
  jwk({ d: base64url(vectorBytes.subarray(0, 32)), x: base64url(vectorBytes.subarray(32)) }),
);
const vectorPublic = createPublicKey(jwk({ x: base64url(Buffer.from(VECTOR_PUBLIC.slice(5), "base64")) }));

const bytesOf = (signature: string) => Buffer.from(signature.replace(/^v1a,/, ""), "base64");
const fits = (body: Buffer, signature: string, key = vectorPublic, id = ID, timestamp = TIMESTAMP) =>
  verify(null, Buffer.concat([Buffer.from(`${id}.${timestamp}.`), body]), key, bytesOf(signature));

const randomBodies = () =>
  fc.sample(fc.json({ stringUnit: "grapheme", noUnicodeString: false } as never), {
    numRuns: 1_000,
    seed: 3,
  });
const SAMPLE = Buffer.from('{"EventType":"PersonaScoringPassedThreshold","name":"Łukasz 😀"}');

function* flipped(bytes: Buffer) {
  for (let index = 0; index < bytes.length; index++) {
    const copy = Buffer.from(bytes);
    copy[index] = (copy[index] as number) ^ 1;
    yield copy;
  }
}

describe("the asymmetric signature of Standard Webhooks (v1a)", () => {
  it("G3: is exactly that of the published vector", async () => {
    expect(await signStandardAsymmetric([vectorKey], ID, TIMESTAMP, '{"test": 2432232314}')).toBe(
      "v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFymVJaA7AZdpXwVLPo3mNl8EM+m7TBAg==",
    );
  });

  it("G3: of 1,000 random bodies is verified by node:crypto", async () => {
    for (const body of randomBodies()) {
      const signature = await signStandardAsymmetric([vectorKey], ID, TIMESTAMP, body);
      expect(fits(Buffer.from(body), signature)).toBe(true);
    }
  });

  it("G3: no longer fits when any byte of body or signature is flipped, nor another id or time", async () => {
    const signature = await signStandardAsymmetric([vectorKey], ID, TIMESTAMP, SAMPLE.toString());
    expect(fits(SAMPLE, signature)).toBe(true);
    for (const body of flipped(SAMPLE)) expect(fits(body, signature)).toBe(false);
    for (const bytes of flipped(bytesOf(signature))) {
      expect(fits(SAMPLE, bytes.toString("base64"))).toBe(false);
    }
    expect(fits(SAMPLE, signature, vectorPublic, `${ID}x`)).toBe(false);
    expect(fits(SAMPLE, signature, vectorPublic, ID, TIMESTAMP + 1)).toBe(false);
  });

  it("G4: is one for each key in use, in the order given", async () => {
    const pairs = [generateKeyPairSync("ed25519"), generateKeyPairSync("ed25519")];
    const keys = pairs.map(({ privateKey }) => privateKey);
    const list = (await signStandardAsymmetric(keys, ID, TIMESTAMP, "{}")).split(" ");
    expect(list).toHaveLength(2);
    pairs.forEach(({ publicKey }, index) => {
      const found = list.map((signature) => fits(Buffer.from("{}"), signature, publicKey));
      expect(found).toEqual([index === 0, index === 1]);
    });
  });
});

describe("X-DI-Signature (S3.31)", () => {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2_048 });
  const pem = publicKey.export({ type: "spki", format: "pem" }).toString();
  const fromPem = { key: createPublicKey(pem), padding: constants.RSA_PKCS1_PADDING };
  const fromXml = { key: readXml(rsaKeyXml(pem)), padding: constants.RSA_PKCS1_PADDING };

  it("G3: of 1,000 random bodies is verified by the public key as PEM and by the XML's modulus and exponent", async () => {
    for (const body of randomBodies()) {
      const signature = Buffer.from(await signBody(privateKey, body), "base64");
      expect(signature).toHaveLength(256);
      expect(verify("sha256", Buffer.from(body), fromPem, signature)).toBe(true);
      expect(verify("sha256", Buffer.from(body), fromXml, signature)).toBe(true);
    }
  });

  it("G3: no longer fits when any byte of body or signature is flipped", async () => {
    const signature = Buffer.from(await signBody(privateKey, SAMPLE.toString()), "base64");
    for (const body of flipped(SAMPLE)) expect(verify("sha256", body, fromPem, signature)).toBe(false);
    for (const bytes of flipped(signature)) expect(verify("sha256", SAMPLE, fromPem, bytes)).toBe(false);
  });

  it("S3.28: the XML is .NET's RSAKeyValue, with the usual exponent", () => {
    expect(rsaKeyXml(pem)).toMatch(
      /^<RSAKeyValue><Modulus>[A-Za-z0-9+/]{342}==<\/Modulus><Exponent>AQAB<\/Exponent><\/RSAKeyValue>$/,
    );
  });
});

/** As a receiver would, without the product's own reader. */
function readXml(xml: string): KeyObject {
  const part = (name: string) =>
    base64url(Buffer.from(new RegExp(`<${name}>(.+)</${name}>`).exec(xml)?.[1] ?? "", "base64"));
  return createPublicKey({ key: { kty: "RSA", n: part("Modulus"), e: part("Exponent") }, format: "jwk" });
}

describe("signing off the loop", () => {
  it("leaves the event loop free while RSA signs", async () => {
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2_048 });
    let done = 0;
    const all = Promise.all(
      Array.from({ length: 64 }, async () => {
        await signBody(privateKey, randomBytes(100).toString("hex"));
        done++;
      }),
    );
    await new Promise(setImmediate);
    expect(done).toBeLessThan(64);
    await all;
  });
});
