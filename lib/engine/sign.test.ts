import { createHmac, randomBytes } from "node:crypto";
import fc from "fast-check";
import { Webhook } from "standardwebhooks";
import { describe, expect, it } from "vitest";
import { signStandard } from "./sign";

const SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
const newSecret = () => `whsec_${randomBytes(32).toString("base64")}`;
const nowSeconds = () => Math.floor(Date.now() / 1_000);

const headersOf = (signature: string, timestamp: number, id = ID) => ({
  "webhook-id": id,
  "webhook-timestamp": String(timestamp),
  "webhook-signature": signature,
});

describe("the signature of Standard Webhooks", () => {
  it("G3: is exactly that of the published vector", () => {
    expect(signStandard([SECRET], ID, 1614265330, '{"test": 2432232314}')).toBe(
      "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    );
  });

  it("G3: of 1,000 random bodies is verified by the standardwebhooks library and by node:crypto", () => {
    const timestamp = nowSeconds();
    fc.assert(
      fc.property(
        fc.json({ stringUnit: "grapheme", noUnicodeString: false } as never),
        fc.uuid(),
        (body, id) => {
          const secret = newSecret();
          const signature = signStandard([secret], id, timestamp, body);
          new Webhook(secret).verify(body, headersOf(signature, timestamp, id));
          const key = Buffer.from(secret.slice(6), "base64");
          const expected = createHmac("sha256", key).update(`${id}.${timestamp}.`).update(Buffer.from(body));
          expect(signature).toBe(`v1,${expected.digest("base64")}`);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it("G3: no longer fits when any byte of the body is flipped", () => {
    const timestamp = nowSeconds();
    const body = Buffer.from('{"EventType":"PersonaScoringPassedThreshold","name":"Łukasz 😀"}');
    const headers = headersOf(signStandard([SECRET], ID, timestamp, body.toString()), timestamp);
    const webhook = new Webhook(SECRET);
    webhook.verify(body, headers);
    for (let index = 0; index < body.length; index++) {
      const flipped = Buffer.from(body);
      flipped[index] = (flipped[index] as number) ^ 1;
      expect(() => webhook.verify(flipped, headers)).toThrow();
    }
  });

  it("G3: fits one id, one time and one secret, and no time more than 5 minutes away", () => {
    const timestamp = nowSeconds();
    const body = "{}";
    const signature = signStandard([SECRET], ID, timestamp, body);
    const webhook = new Webhook(SECRET);
    expect(() => webhook.verify(body, headersOf(signature, timestamp, `${ID}x`))).toThrow();
    expect(() => webhook.verify(body, headersOf(signature, timestamp + 1))).toThrow();
    expect(() => new Webhook(newSecret()).verify(body, headersOf(signature, timestamp))).toThrow();
    for (const away of [-301, 301]) {
      const then = timestamp + away;
      expect(() => webhook.verify(body, headersOf(signStandard([SECRET], ID, then, body), then))).toThrow();
    }
  });

  it("G4: is one for each secret in use, so that a receiver may hold either", () => {
    const timestamp = nowSeconds();
    const [old, fresh] = [newSecret(), newSecret()];
    const signature = signStandard([fresh, old], ID, timestamp, "{}");
    expect(signature.split(" ")).toHaveLength(2);
    for (const secret of [old, fresh]) new Webhook(secret).verify("{}", headersOf(signature, timestamp));
  });
});
