import { Webhook } from "standardwebhooks";
import { describe, expect, it } from "vitest";
import { verifySignature } from "./verify-signature";

const NOW = Date.parse("2026-03-02T10:00:00.000Z");
const SECRET = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;
const OTHER = `whsec_${Buffer.alloc(32, 9).toString("base64")}`;
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
    expect(verifySignature(headers(), BODY, [SECRET], NOW)).toBe("verified");
    expect(verifySignature(headers(), BODY, [OTHER, SECRET], NOW)).toBe("verified");
    const several = { "webhook-signature": `v1a,abc v1,AAAA ${headers()[2]?.[1]}` };
    expect(verifySignature(headers(several), BODY, [SECRET], NOW)).toBe("verified");
  });

  it("is wrong for another key, body, id or time, for none of ours, and for half of the headers", () => {
    expect(verifySignature(headers(), BODY, [OTHER], NOW)).toBe("wrong");
    expect(verifySignature(headers(), BODY, [], NOW)).toBe("wrong");
    expect(verifySignature(headers(), Buffer.from('{"name":"Zoe"}'), [SECRET], NOW)).toBe("wrong");
    expect(verifySignature(headers({ "Webhook-Id": "msg_2" }), BODY, [SECRET], NOW)).toBe("wrong");
    expect(verifySignature(headers({ "Webhook-Id": undefined }), BODY, [SECRET], NOW)).toBe("wrong");
    expect(verifySignature(headers({ "webhook-timestamp": "soon" }), BODY, [SECRET], NOW)).toBe("wrong");
    expect(verifySignature(headers({}, NOW - 301_000), BODY, [SECRET], NOW)).toBe("wrong");
    expect(verifySignature(headers({}, NOW - 299_000), BODY, [SECRET], NOW)).toBe("verified");
  });

  it("is missing where the request has none", () => {
    expect(verifySignature(headers({ "webhook-signature": undefined }), BODY, [SECRET], NOW)).toBe("missing");
    expect(verifySignature([], BODY, [SECRET], NOW)).toBe("missing");
  });
});
