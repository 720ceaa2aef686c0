import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openWorld, passed, type World } from "@/e2e/fixtures/world";
import type { ReceivedRequest } from "@/e2e/receiver/received-request";
import { verifyBodySignature, verifyStandardWebhook } from "@/e2e/receiver/verify-signature";
import type { SigningKeysView } from "@/lib/webhooks/signing-key-kinds";
import { listSigningKeys, rotateSigningKey } from "@/lib/webhooks/signing-keys";

const DAY = 24 * 3_600_000;
/** 20 events a second. */
const GAP = 50;

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

type Key = SigningKeysView["keys"][number];
const known = (key: Key | undefined) =>
  key?.kind === "hmac" ? key.secret : key?.kind === "ed25519" ? key.publicKey : (key?.pem ?? "");

/** A receiver that holds these keys, at this moment of the clock. */
const accepts = (request: ReceivedRequest | undefined, keys: string[]) => {
  const now = new Date(world.clock.now);
  return keys.some((key) =>
    key.startsWith("-----") // PEM
      ? verifyBodySignature(request as never, key)
      : verifyStandardWebhook(request as never, key, { now }),
  );
};

/** Lets events flow for a while; something may happen in their midst. @returns how many the receiver refused */
async function flow(holding: () => string[], during?: () => Promise<unknown>) {
  let refused = 0;
  let happening: Promise<unknown> | undefined;
  for (let count = 0; count < 40; count++) {
    world.clock.now += GAP;
    const seen = world.receiver.requests.length;
    await world.accept(Array.from({ length: 2 }, () => passed()));
    const delivering = world.deliver();
    if (count === 20) happening = during?.();
    await delivering;
    const requests = world.receiver.requests.slice(seen);
    expect(requests).toHaveLength(2);
    refused += requests.filter((request) => !accepts(request, holding())).length;
  }
  await happening;
  return refused;
}

describe("a rotation while deliveries flow", () => {
  it.each([
    ["v1", { standard: "v1" }],
    ["v1a", { standard: "v1a" }],
  ])(
    "G4: %s: old, then new key at the receiver, 0 failed verifications in the overlap; then the old one is gone",
    async (_, signature) => {
      const webhook = await world.webhook({ delivery: { signature } });
      const [old] = (await listSigningKeys(world.caller, webhook.id)).keys;
      let rotated: SigningKeysView | undefined;
      const rotate = async () => {
        rotated = await rotateSigningKey(world.caller, webhook.id);
      };
      expect(await flow(() => [known(old)], rotate)).toBe(0);
      const fresh = rotated?.keys[0];
      expect(rotated?.keys).toHaveLength(2);
      expect(await flow(() => [known(old)])).toBe(0);
      expect(await flow(() => [known(fresh)])).toBe(0);
      world.clock.now = Date.parse(rotated?.keys[1]?.expiresAt ?? "") - 41 * GAP;
      expect(await flow(() => [known(old)])).toBe(0);
      world.clock.now += GAP;
      // Nothing has touched the webhook since: the engine drops the key by itself.
      expect(await flow(() => [known(fresh)])).toBe(0);
      expect(await flow(() => [known(old)])).toBe(80);
      expect(world.receiver.requests.at(-1)?.headers["webhook-signature"]?.split(" ")).toHaveLength(1);
      expect((await listSigningKeys(world.caller, webhook.id)).keys).toEqual([fresh]);
    },
  );

  it("G4, S3.27: X-DI-Signature is the old key's until the overlap ends, then the new one's: who takes either refuses nothing", async () => {
    const webhook = await world.webhook({ delivery: { signature: { standard: "off", rsa: true } } });
    const [old] = (await listSigningKeys(world.caller, webhook.id)).keys;
    let fresh: Key | undefined;
    const rotate = async () => {
      [fresh] = (await rotateSigningKey(world.caller, webhook.id)).keys;
    };
    expect(await flow(() => [known(old)], rotate)).toBe(0);
    expect(await flow(() => [known(old), known(fresh)])).toBe(0);
    world.clock.now += DAY;
    expect(await flow(() => [known(old), known(fresh)])).toBe(0);
    expect(await flow(() => [known(fresh)])).toBe(0);
    expect(await flow(() => [known(old)])).toBe(80);
    const request = world.receiver.requests.at(-1);
    expect(request?.headers["x-di-signature"]).toMatch(/^[A-Za-z0-9+/]{342}==$/);
    expect(request?.headers).not.toHaveProperty("webhook-signature");
  });

  it("G4: rotating twice within the overlap keeps every key until its own end", async () => {
    const webhook = await world.webhook();
    const newest = async () => known((await rotateSigningKey(world.caller, webhook.id)).keys[0]);
    const first = known((await listSigningKeys(world.caller, webhook.id)).keys[0]);
    const second = await newest();
    world.clock.now += DAY / 2;
    const third = await newest();
    const ends = (await listSigningKeys(world.caller, webhook.id)).keys.map(({ expiresAt }) => expiresAt);
    const iso = (ms: number) => new Date(world.clock.now + ms).toISOString();
    expect(ends).toEqual([null, iso(DAY), iso(DAY / 2)]);
    const holders = async () => {
      await world.accept();
      await world.deliver();
      const request = world.receiver.requests.at(-1);
      return [first, second, third].map((key) => accepts(request, [key]));
    };
    expect(await holders()).toEqual([true, true, true]);
    world.clock.now += DAY / 2;
    expect(await holders()).toEqual([false, true, true]);
    world.clock.now += DAY / 2;
    expect(await holders()).toEqual([false, false, true]);
  });

  it("decision 16: a try after the rotation sends the same bytes and id, signed anew by all keys that hold", async () => {
    world.receiver.script("/hook", [{ status: 500 }, { status: 200 }]);
    const signature = { standard: "v1a", rsa: true };
    const retry = { kind: "schedule", delaysSeconds: [5], jitter: 0 };
    const webhook = await world.webhook({ delivery: { signature, retry } });
    const before = (await listSigningKeys(world.caller, webhook.id)).keys;
    await world.accept();
    await world.deliver();
    const after = (await rotateSigningKey(world.caller, webhook.id)).keys;
    await world.pass(6_000);
    const [one, two] = world.receiver.requests;
    expect(two?.body.equals(one?.body as Buffer)).toBe(true);
    expect(two?.headers["webhook-id"]).toBe(one?.headers["webhook-id"]);
    for (const key of [...before, after[0]]) expect(accepts(two, [known(key)])).toBe(true);
    expect(two?.headers["x-di-signature"]).toBe(one?.headers["x-di-signature"]);
  });
});
