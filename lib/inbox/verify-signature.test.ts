import { generateKeyPairSync, sign } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { describe, expect, it } from "vitest";
import { verifySignature } from "./verify-signature";

const NOW = Date.parse("2026-03-02T10:00:00.000Z");
const SECRET = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;
const OTHER = `whsec_${Buffer.alloc(32, 9).toString("base64")}`;
const KEY = { kind: "hmac" as const, secret: SECRET };
const OTHER_KEY = { kind: "hmac" as const, secret: OTHER };
const BODY = Buffer.from('{"name":"Zoë"}');

function headers(changes: Record<string, string | undefined> = {}, at = NOW): [string, string][] {
  const signature = new Webhook(SECRET).sign("msg_1", new Date(at), BODY.toString());
  const all = {
    "Webhook-Id": "msg_1",
    "webhook-timestamp": String(Math.floor(at / 1_000)),
    "webhook-signature": signature,
    ...changes,
  };
  return Object.entries(all).filter((pair): pair is [string, string] => pair[1] !== undefined);
}

describe("the signature of what arrives in the request inbox", () => {
  it("is verified as the standardwebhooks library makes it, by any key in use, among several signatures", () => {
    expect(verifySignature(headers(), BODY, [KEY], NOW)).toBe("verified");
    expect(verifySignature(headers(), BODY, [OTHER_KEY, KEY], NOW)).toBe("verified");
    const several = { "webhook-signature": `v1a,abc v1,AAAA ${headers()[2]?.[1]}` };
    expect(verifySignature(headers(several), BODY, [KEY], NOW)).toBe("verified");
  });

  it("is wrong for another key, body, id or time, for none of ours, and for half of the headers", () => {
    expect(verifySignature(headers(), BODY, [OTHER_KEY], NOW)).toBe("wrong");
    expect(verifySignature(headers(), BODY, [], NOW)).toBe("wrong");
    expect(verifySignature(headers(), Buffer.from('{"name":"Zoe"}'), [KEY], NOW)).toBe("wrong");
    expect(verifySignature(headers({ "Webhook-Id": "msg_2" }), BODY, [KEY], NOW)).toBe("wrong");
    expect(verifySignature(headers({ "Webhook-Id": undefined }), BODY, [KEY], NOW)).toBe("wrong");
    expect(verifySignature(headers({ "webhook-timestamp": "soon" }), BODY, [KEY], NOW)).toBe("wrong");
    expect(verifySignature(headers({}, NOW - 301_000), BODY, [KEY], NOW)).toBe("wrong");
    expect(verifySignature(headers({}, NOW - 299_000), BODY, [KEY], NOW)).toBe("verified");
  });

  it("is missing where the request has none", () => {
    expect(verifySignature(headers({ "webhook-signature": undefined }), BODY, [KEY], NOW)).toBe("missing");
    expect(verifySignature([], BODY, [KEY], NOW)).toBe("missing");
  });

  const pair = generateKeyPairSync("ed25519");
  const x = Buffer.from(pair.publicKey.export({ format: "jwk" }).x ?? "", "base64url");
  const asymmetric = { kind: "ed25519" as const, publicKey: `whpk_${x.toString("base64")}` };
  const rsa = generateKeyPairSync("rsa", { modulusLength: 2_048 });
  const pem = rsa.publicKey.export({ type: "spki", format: "pem" }).toString();
  const rsaKey = { kind: "rsa" as const, publicKey: pem };
  const v1a = (body = BODY) => {
    const signed = `msg_1.${Math.floor(NOW / 1_000)}.${body}`;
    return `v1a,${sign(null, Buffer.from(signed), pair.privateKey).toString("base64")}`;
  };
  const overBody = (body = BODY) => sign("sha256", body, rsa.privateKey).toString("base64");

  it("is verified where it is Ed25519 (v1a), and wrong for a changed body or another key", () => {
    const given = headers({ "webhook-signature": `v1,AAAA ${v1a()}` });
    expect(verifySignature(given, BODY, [KEY, asymmetric], NOW)).toBe("verified");
    expect(verifySignature(given, BODY, [KEY, rsaKey], NOW)).toBe("wrong");
    expect(verifySignature(given, Buffer.from("{}"), [asymmetric], NOW)).toBe("wrong");
    const changed = headers({ "webhook-signature": v1a(Buffer.from("{}")) });
    expect(verifySignature(changed, BODY, [asymmetric], NOW)).toBe("wrong");
  });

  it("S3.27: is verified where it is X-DI-Signature alone; beside another one both must hold", () => {
    const alone: [string, string][] = [["X-DI-Signature", overBody()]];
    expect(verifySignature(alone, BODY, [rsaKey], NOW)).toBe("verified");
    expect(verifySignature(alone, Buffer.from("{}"), [rsaKey], NOW)).toBe("wrong");
    expect(verifySignature(alone, BODY, [KEY, asymmetric], NOW)).toBe("wrong");
    const both = (value: string) => headers({ "X-DI-Signature": value });
    expect(verifySignature(both(overBody()), BODY, [KEY, rsaKey], NOW)).toBe("verified");
    expect(verifySignature(both(overBody(Buffer.from("{}"))), BODY, [KEY, rsaKey], NOW)).toBe("wrong");
    expect(verifySignature(both(overBody()), BODY, [OTHER_KEY, rsaKey], NOW)).toBe("wrong");
  });
});
