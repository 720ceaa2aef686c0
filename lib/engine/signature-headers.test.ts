import { generateKeyPairSync, randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { verifyBodySignature, verifyStandardWebhook } from "@/e2e/receiver/verify-signature";
import type { OpenedKey } from "@/lib/webhooks/open-signing-keys";
import { type EndpointKey, signatureHeaders, toEndpointKey } from "./signature-headers";

const NOW = Date.parse("2026-03-02T10:00:00.000Z");
const BODY = '{"name":"Zoë"}';

function newKey(kind: OpenedKey["kind"], expiresAt: number | null = null) {
  if (kind === "hmac") {
    const secret = `whsec_${randomBytes(32).toString("base64")}`;
    return { key: toEndpointKey({ kind, secret, publicKey: null, expiresAt }), known: secret };
  }
  const { privateKey, publicKey } =
    kind === "rsa" ? generateKeyPairSync("rsa", { modulusLength: 2_048 }) : generateKeyPairSync("ed25519");
  const x = Buffer.from(publicKey.export({ format: "jwk" }).x ?? "", "base64url").toString("base64");
  const known = kind === "rsa" ? publicKey.export({ type: "spki", format: "pem" }).toString() : `whpk_${x}`;
  const secret = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  return { key: toEndpointKey({ kind, secret, publicKey: known, expiresAt }), known };
}

const made = (keys: EndpointKey[], now = NOW) =>
  signatureHeaders(keys, { webhookId: "msg_1", body: BODY, now, wallNow: now });

/** The request that a receiver would see. */
const received = async (keys: EndpointKey[], now = NOW) => ({
  headers: Object.fromEntries((await made(keys, now)).map(([name, value]) => [name.toLowerCase(), value])),
  body: BODY,
});
const at = (now: number) => ({ now: new Date(now) });

describe("the headers that sign a request", () => {
  it("carry the wall clock's timestamp, whatever else is timed by", () => {
    const { key } = newKey("hmac");
    const headers = signatureHeaders([key], {
      webhookId: "m",
      body: BODY,
      now: NOW,
      wallNow: NOW - 3_600_000,
    });
    expect(headers).toContainEqual(["webhook-timestamp", String(Math.floor(NOW / 1_000) - 3_600)]);
  });

  it("decision 15: are Standard Webhooks' three for HMAC, made at once", () => {
    const { key, known } = newKey("hmac");
    const headers = made([key]);
    expect(headers).not.toBeInstanceOf(Promise);
    const names = (headers as [string, string][]).map(([name]) => name);
    expect(names).toEqual(["webhook-id", "webhook-timestamp", "webhook-signature"]);
    const request = { headers: Object.fromEntries(headers as [string, string][]), body: BODY };
    expect(verifyStandardWebhook(request, known, at(NOW))).toBe(true);
  });

  it("decision 15: for Ed25519 and RSA they are promised, X-DI-Signature comes on top", async () => {
    const [ed25519, rsa] = [newKey("ed25519"), newKey("rsa")];
    const headers = await made([ed25519.key, rsa.key]);
    expect(headers.map(([name]) => name)).toEqual([
      ...["webhook-id", "webhook-timestamp", "webhook-signature", "X-DI-Signature"],
    ]);
    const request = await received([ed25519.key, rsa.key]);
    expect(request.headers["webhook-signature"]).toMatch(/^v1a,[A-Za-z0-9+/]{86}==$/);
    expect(verifyStandardWebhook(request, ed25519.known, at(NOW))).toBe(true);
    expect(verifyBodySignature(request, rsa.known)).toBe(true);
  });

  it("S3.27: with Standard Webhooks off, X-DI-Signature is the only one; with nothing on there is none", async () => {
    const { key, known } = newKey("rsa");
    expect((await made([key])).map(([name]) => name)).toEqual(["X-DI-Signature"]);
    expect(verifyBodySignature(await received([key]), known)).toBe(true);
    expect(await made([])).toEqual([]);
  });

  it.each(["hmac", "ed25519"] as const)(
    "G4: every %s key signs until its end, the newest first",
    async (kind) => {
      const [fresh, second, first] = [newKey(kind), newKey(kind, NOW + 2_000), newKey(kind, NOW + 1_000)];
      const keys = [fresh.key, second.key, first.key];
      const holders = async (now: number) => {
        const request = await received(keys, now);
        const list = (request.headers["webhook-signature"] ?? "").split(" ");
        return list.map((signature) =>
          [fresh, second, first].findIndex(({ known }) =>
            verifyStandardWebhook(
              { ...request, headers: { ...request.headers, "webhook-signature": signature } },
              known,
              at(now),
            ),
          ),
        );
      };
      expect(await holders(NOW + 999)).toEqual([0, 1, 2]);
      expect(await holders(NOW + 1_000)).toEqual([0, 1]);
      expect(await holders(NOW + 2_000)).toEqual([0]);
    },
  );

  it("G4: X-DI-Signature is one value, by the key that receivers have known longest, until its end", async () => {
    const [fresh, second, first] = [newKey("rsa"), newKey("rsa", NOW + 2_000), newKey("rsa", NOW + 1_000)];
    const signer = async (now: number) => {
      const request = await received([fresh.key, second.key, first.key], now);
      return [fresh, second, first].map(({ known }) => verifyBodySignature(request, known)).indexOf(true);
    };
    expect(await Promise.all([0, 999, 1_000, 1_999, 2_000].map((ms) => signer(NOW + ms)))).toEqual([
      ...[2, 2, 1, 1, 0],
    ]);
  });
});
