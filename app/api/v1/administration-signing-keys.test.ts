import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Doors, openDoors } from "@/e2e/fixtures/doors";
import { openWorld, type World } from "@/e2e/fixtures/world";
import { verifyBodySignature, verifyStandardWebhook } from "@/e2e/receiver/verify-signature";
import { duplicateWebhook } from "@/lib/webhooks/duplicate";

let world: World;
let doors: Doors;
beforeAll(async () => {
  world = await openWorld();
  doors = await openDoors(world);
});
afterAll(() => world.close());

const DAY = 86_400_000;
const create = async (signature: object) =>
  (await doors.v1("POST", "/webhooks", { body: doors.draft({ delivery: { signature } }) })).json.id as string;
const change = (id: string, signature: object) =>
  doors.v1("PATCH", `/webhooks/${id}`, { body: { delivery: { signature } } });
const keysOf = async (id: string) => (await doors.v1("GET", `/webhooks/${id}/signing-keys`)).json.keys;
const rotate = (id: string) => doors.v1("POST", `/webhooks/${id}/signing-keys/rotate`);
const rowsOf = (id: string) =>
  world.tidings.database.rows<{ kind: string; secret: string; publicKey: string | null }>(
    `SELECT kind, secret, public_key AS "publicKey" FROM signing_keys WHERE webhook_id = $1`,
    [id],
  );

const ED25519 = {
  kind: "ed25519",
  publicKey: expect.stringMatching(/^whpk_[A-Za-z0-9+/]{43}=$/),
  expiresAt: null,
};
const RSA = {
  kind: "rsa",
  pem: expect.stringMatching(/^-----BEGIN PUBLIC KEY-----\n[\s\S]+\n-----END PUBLIC KEY-----\n$/),
  xml: expect.stringMatching(
    /^<RSAKeyValue><Modulus>[A-Za-z0-9+/=]{344}<\/Modulus><Exponent>AQAB<\/Exponent><\/RSAKeyValue>$/,
  ),
  expiresAt: null,
};

describe("decision 15: the kinds of signing keys", () => {
  it("are made for what a webhook signs with, and verify what is sent", async () => {
    const id = await create({ standard: "v1a", rsa: true });
    const keys = await keysOf(id);
    expect(keys).toEqual([ED25519, RSA]);
    await doors.v1("POST", `/webhooks/${id}/test`);
    const request = world.receiver.requests.at(-1) as never;
    const now = new Date(world.clock.now);
    expect(verifyStandardWebhook(request, keys[0].publicKey, { now })).toBe(true);
    expect(verifyBodySignature(request, keys[1].pem)).toBe(true);
    expect(verifyBodySignature(request, keys[1].xml)).toBe(true);
  });

  it("S3.28: one pair for each webhook", async () => {
    const [one, other] = [await create({ rsa: true }), await create({ rsa: true })];
    expect((await keysOf(one))[1].pem).not.toBe((await keysOf(other))[1].pem);
  });

  it("private keys are stored sealed and never answered", async () => {
    const id = await create({ standard: "v1a", rsa: true });
    const from = doors.texts.length;
    await keysOf(id);
    await rotate(id);
    expect(doors.texts.slice(from).join()).not.toMatch(/PRIVATE/);
    const rows = await rowsOf(id);
    expect(rows.map(({ kind }) => kind).sort()).toEqual(["ed25519", "ed25519", "rsa", "rsa"]);
    for (const { secret, publicKey } of rows) {
      expect(secret).not.toMatch(/PRIVATE|whsk_/);
      expect(publicKey).toMatch(/^whpk_|^-----BEGIN PUBLIC KEY/);
    }
  });

  it("an update that begins to need another kind makes it; one used before is taken up again", async () => {
    const id = await create({ standard: "v1" });
    const [hmac] = await keysOf(id);
    await change(id, { rsa: true });
    const [same, rsa] = await keysOf(id);
    expect(same).toEqual(hmac);
    expect(rsa).toEqual(RSA);
    await change(id, { standard: "v1a" });
    expect(await keysOf(id)).toEqual([ED25519, rsa]);
    await change(id, { standard: "off" });
    expect(await keysOf(id)).toEqual([rsa]);
    await change(id, { standard: "v1", rsa: false });
    expect(await keysOf(id)).toEqual([hmac]);
    expect(await rowsOf(id)).toHaveLength(3);
  });

  it("a webhook that signs nothing has none, and nothing to rotate", async () => {
    const id = await create({ standard: "off" });
    expect(await keysOf(id)).toEqual([]);
    expect(await rowsOf(id)).toEqual([]);
    expect(await rotate(id)).toMatchObject({ status: 409, json: { type: "/problems/conflict" } });
    await change(id, { standard: "v1" });
    expect(await keysOf(id)).toMatchObject([{ kind: "hmac" }]);
  });

  it("a rotation makes new keys of all kinds in use and of no other; the old ones end 24 hours later", async () => {
    const id = await create({ standard: "v1" });
    const [hmac] = await keysOf(id);
    await change(id, { standard: "v1a", rsa: true });
    const [ed25519, rsa] = await keysOf(id);
    const { status, json } = await rotate(id);
    const expiresAt = new Date(world.clock.now + DAY).toISOString();
    expect(status).toBe(200);
    expect(json.keys).toEqual([ED25519, { ...ed25519, expiresAt }, RSA, { ...rsa, expiresAt }]);
    expect(json.keys[0].publicKey).not.toBe(ed25519.publicKey);
    expect(json.keys[2].pem).not.toBe(rsa.pem);
    world.clock.now += DAY;
    expect(await keysOf(id)).toEqual([json.keys[0], json.keys[2]]);
    await change(id, { standard: "v1" });
    expect((await keysOf(id))[0]).toEqual(hmac);
    await rotate(id);
    // Expired private keys are gone for good with the next rotation.
    expect((await rowsOf(id)).map(({ kind }) => kind).sort()).toEqual([
      ...["ed25519", "hmac", "hmac", "rsa", "rsa"],
    ]);
  });

  it("a copy has keys of its own, of every kind in use", async () => {
    const id = await create({ standard: "v1a", rsa: true });
    const copy = await duplicateWebhook(world.caller, id);
    const [keys, copied] = [await keysOf(id), await keysOf(copy.id)];
    expect(copied).toEqual([ED25519, RSA]);
    expect(copied[0].publicKey).not.toBe(keys[0].publicKey);
    expect(copied[1].pem).not.toBe(keys[1].pem);
  });

  it("deleting erases the private keys too, also while a rotation is under way", async () => {
    const id = await create({ standard: "v1a", rsa: true });
    const [rotated, deleted] = await Promise.all([rotate(id), doors.v1("DELETE", `/webhooks/${id}`)]);
    expect([200, 409]).toContain(rotated.status);
    expect(deleted.status).toBe(204);
    expect(await rowsOf(id)).toEqual([]);
    expect((await doors.v1("GET", `/webhooks/${id}/signing-keys`)).status).toBe(409);
  });

  it("fails with credential_unreadable, rather than with an old key or none, where the newest can't be opened", async () => {
    const id = await create({ standard: "v1", rsa: true });
    await rotate(id);
    await world.tidings.database.atomically(function* (tx) {
      const damage = "UPDATE signing_keys SET secret = $1 WHERE webhook_id = $2 AND kind = $3";
      yield* tx.rows(`${damage} AND expires_at IS NULL`, ["damaged", id, "rsa"]);
    });
    const sent = world.receiver.requests.length;
    const { runs } = (await doors.v1("POST", `/webhooks/${id}/test`)).json;
    expect(runs).toMatchObject([{ verdict: "failed", reason: "credential_unreadable" }]);
    expect(world.receiver.requests).toHaveLength(sent);
  });

  it.each([
    ["delivery.signature.standard", { standard: "v2" }],
    ["delivery.signature.rsa", { rsa: "yes" }],
  ])("refuses another %s", async (path, signature) => {
    const { status, errors } = await doors.v1("POST", "/webhooks", {
      body: doors.draft({ delivery: { signature } }),
    });
    expect(status).toBe(400);
    expect(errors).toMatchObject([{ path }]);
  });
});
