import { createHmac, randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { NODE_SAMPLE } from "./node-sample";

type IsFromTidings = (secret: string, headers: Record<string, string>, body: Buffer) => boolean;

const key = randomBytes(32);
const secret = `whsec_${key.toString("base64")}`;
const body = Buffer.from('{"EventId":"ü"}');

async function load(): Promise<IsFromTidings> {
  const module = await import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(NODE_SAMPLE)}`);
  return module.isFromTidings;
}

function sign(timestamp: number) {
  const signature = createHmac("sha256", key).update(`msg_1.${timestamp}.`).update(body).digest("base64");
  return {
    "webhook-id": "msg_1",
    "webhook-timestamp": String(timestamp),
    "webhook-signature": `v1,AAAA v1,${signature}`,
  };
}

test("the sample accepts what was signed just now, also beside another signature", async () => {
  const isFromTidings = await load();
  expect(isFromTidings(secret, sign(Math.floor(Date.now() / 1000)), body)).toBe(true);
});

test("the sample refuses a changed body, an old request and missing headers", async () => {
  const isFromTidings = await load();
  const now = Math.floor(Date.now() / 1000);
  expect(isFromTidings(secret, sign(now), Buffer.from("{}"))).toBe(false);
  expect(isFromTidings(secret, sign(now - 3_600), body)).toBe(false);
  expect(isFromTidings(secret, {}, body)).toBe(false);
});
