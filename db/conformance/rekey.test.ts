import { randomBytes } from "node:crypto";
import { symmetricDecrypt, symmetricEncrypt } from "better-auth/crypto";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { openWorld, type World } from "@/e2e/fixtures/world";
import { createCertificateAuthority } from "@/e2e/receiver/certificates";
import { authSecrets } from "@/lib/accounts/auth-secrets";
import { createConnector } from "@/lib/connectors/create";
import { loadConnector } from "@/lib/connectors/find";
import { openConnector } from "@/lib/connectors/open";
import { loadEndpoint } from "@/lib/engine/endpoint";
import { newId } from "@/lib/ids";
import { createInboxAddress } from "@/lib/inbox/create-address";
import { findInboxRequest } from "@/lib/inbox/find-request";
import { listInboxRequests } from "@/lib/inbox/list-requests";
import { type Instance, openInstance } from "@/lib/instance";
import { SEALED_TABLES } from "@/lib/secrets/ciphertexts";
import { examineCredentials } from "@/lib/secrets/examine";
import { rekey } from "@/lib/secrets/rekey";
import { deleteWebhook } from "@/lib/webhooks/delete";
import { openSigningKeys } from "@/lib/webhooks/open-signing-keys";
import { updateWebhook } from "@/lib/webhooks/update";
import { ENGINES, type Place } from "./engines";

const newKey = () => randomBytes(32).toString("base64");
const basic = (password: string) => ({ type: "basic", username: "u", password });

describe.each(ENGINES)("D20, rekey on $name", ({ place }) => {
  const [old, fresh] = [`old:${newKey()}`, `new:${newKey()}`];
  let world: World;
  let where: Place["env"];
  beforeEach(async () => {
    where = (await place()).env;
    world = await openWorld({ env: { ...where, TIDINGS_SECRET_KEY: old } });
    onTestFinished(() => world.close());
  });

  /** Another process on the same database. */
  async function open(TIDINGS_SECRET_KEY: string): Promise<Instance> {
    const tidings = await openInstance(
      {
        ...{ ...where, TIDINGS_SECRET_KEY, LOG_LEVEL: "silent", EGRESS_ALLOW_CIDRS: "127.0.0.0/8" },
        EGRESS_RESOLVE: `receiver.example.com=127.0.0.1:${world.receiver.port}`,
      },
      // As the command that changes keys does.
      { now: () => world.clock.now, anyKey: true },
    );
    onTestFinished(() => tidings.close());
    return tidings;
  }
  const passwordOf = async (tidings: Instance, webhook: { id: string; revision: number }) => {
    const { unreadable, headers } = await loadEndpoint(tidings, { ...webhook, accountId: world.clientId });
    if (unreadable) return "unreadable";
    const value = headers.find(({ name }) => name.toLowerCase() === "authorization")?.value ?? "";
    return Buffer.from(value.replace("Basic ", ""), "base64").toString();
  };

  it("seals every kind of credential under the first key, so that the old one can go", async () => {
    const { caller, tidings } = world;
    const { token, url } = await createInboxAddress(caller);
    const headers = [{ name: "X-Key", value: "hunter2", secret: true }];
    const webhook = await world.webhook({ url, authentication: basic("before"), headers });
    const connector = await createConnector(caller, { name: "CRM", authentication: basic("shared") });
    const authority = await createCertificateAuthority();
    const { certificatePem: certificate, keyPem: privateKey } = await authority.issue({ names: ["crm"] });
    const shown = await createConnector(caller, {
      ...{ name: "mTLS", authentication: { type: "client_certificate", certificate, privateKey } },
    });
    const connected = await world.webhook({
      ...{ status: "inactive", authentication: { type: "connector", connectorId: connector.id } },
      delivery: { signature: { standard: "off" } },
    });
    const of = { id: webhook.id, accountId: world.clientId };
    const secret = (await openSigningKeys(tidings, of))[0]?.secret;
    expect(secret).toMatch(/^whsec_/);
    await world.accept();
    await world.deliver();
    const { twoFactors, users } = tidings.database.tables;
    const { secrets } = authSecrets(tidings.keyring);
    // As it was written before better-auth knew of several keys.
    const sealed = await symmetricEncrypt({ key: secrets[0]?.value as string, data: "JBSWY3DPEHPK3PXP" });
    await tidings.database.atomically(function* (tx) {
      const [user] = yield* tx.run(tx.orm.select({ id: users.id }).from(users).limit(1));
      const row = { id: newId(), userId: user?.id as string, secret: sealed, backupCodes: sealed };
      yield* tx.run(tx.orm.insert(twoFactors).values(row));
    });

    const both = await open(`${fresh},${old}`);
    const done = await rekey(both);
    expect(done).toMatchObject({
      rewrapped: { signing_keys: 1, webhook_revisions: 1, connectors: 2, inbox_requests: 1, two_factors: 1 },
      unreadable: { signing_keys: 0, webhook_revisions: 0, connectors: 0, inbox_requests: 0, two_factors: 0 },
      keys: { first: "new", others: ["old"] },
      next: expect.stringContaining("take them out of TIDINGS_SECRET_KEY"),
    });
    expect(Object.values((await rekey(both)).rewrapped)).toEqual([0, 0, 0, 0, 0]);
    expect((await examineCredentials(both)).map(({ keyId }) => keyId)).toEqual(["new", "new", "new", "new"]);

    const alone = await open(fresh);
    expect(await passwordOf(alone, webhook)).toBe("u:before");
    expect(await passwordOf(alone, connected)).toBe("u:shared");
    const connectorRow = await loadConnector({ ...caller, tidings: alone }, shown.id);
    expect(openConnector(alone.keyring, connectorRow)?.certificate).toMatchObject({
      certificate: `${certificate}\n`,
    });
    expect(await openSigningKeys(alone, of)).toMatchObject([{ secret }]);
    const { requests } = await listInboxRequests(caller, token, {});
    const request = await findInboxRequest({ ...caller, tidings: alone }, token, requests[0]?.id as string, {
      credentials: true,
    });
    expect(request.headers).toContainEqual({ name: "X-Key", value: "hunter2", masked: false });
    const [row] = await alone.database.orm.select().from(twoFactors);
    const own = authSecrets(alone.keyring).secrets[0] as { version: number; value: string };
    const key = { keys: new Map([[own.version, own.value]]), currentVersion: own.version };
    expect(await symmetricDecrypt({ key, data: row?.secret as string })).toBe("JBSWY3DPEHPK3PXP");
    expect(await symmetricDecrypt({ key, data: row?.backupCodes as string })).toBe("JBSWY3DPEHPK3PXP");
    expect(await passwordOf(tidings, connected)).toBe("unreadable");
    expect(await passwordOf(tidings, webhook), "the old key opens nothing any more").toBe("unreadable");
  });

  it("goes on where a kill ended it, and does a row at most once", async () => {
    for (let n = 0; n < 60; n++) await world.webhook({ label: `Webhook ${n}` });
    const both = await open(`${fresh},${old}`);
    const atomically = both.database.atomically;
    let commits = 0;
    both.database.atomically = (body) => {
      if (++commits > 1) throw new Error("killed");
      return atomically(body);
    };
    await expect(rekey(both)).rejects.toThrow("killed");
    both.database.atomically = atomically;
    expect((await rekey(both)).rewrapped).toMatchObject({ signing_keys: 10, webhook_revisions: 0 });
  });

  it("never overwrites what is edited or erased at the same moment", async () => {
    const { caller, tidings } = world;
    const webhook = await world.webhook({ status: "inactive", authentication: basic("before") });
    const both = await open(`${fresh},${old}`);
    const revisions = SEALED_TABLES.find(({ name }) => name === "webhook_revisions");
    const [row] = (await revisions?.read(both, undefined, 10)) ?? [];
    if (!revisions || !row) throw new Error("nothing is sealed");
    const next = (await revisions.rewrap(both.keyring, row)) as string[];
    await deleteWebhook(caller, webhook.id);
    expect(await both.database.atomically((tx) => revisions.write(tx, row, next))).toBe(false);
    expect(await revisions.read(both, undefined, 10)).toEqual([]);

    const edited = await world.webhook({ authentication: basic("0") });
    let going = true;
    const editing = (async () => {
      let last = edited;
      for (let n = 1; going || n <= 5; n++) {
        const change = { authentication: basic(String(n)) };
        last = await updateWebhook({ ...caller, tidings: both }, edited.id, change);
        if (n > 200) break;
      }
      return last;
    })();
    for (let n = 0; n < 5; n++) await rekey(both);
    going = false;
    const last = await editing;
    await rekey(both);
    const alone = await open(fresh);
    expect(await passwordOf(alone, last)).toBe(`u:${last.revision - 1}`);
    expect((await examineCredentials(alone)).every(({ readable }) => readable)).toBe(true);
    expect(tidings.keyring.keyIds).toEqual(["old"]);
  });

  it("leaves alone what no key opens, and says what to do", async () => {
    await world.webhook({ authentication: basic("before") });
    const stranger = await open(`other:${newKey()}`);
    const done = await rekey(stranger);
    expect(done.rewrapped).toMatchObject({ signing_keys: 0, webhook_revisions: 0 });
    expect(done.unreadable).toMatchObject({ signing_keys: 1, webhook_revisions: 1 });
    expect(done.next).toMatch(/add the key that sealed them/);
    expect((await examineCredentials(world.tidings)).every(({ readable }) => readable)).toBe(true);
    expect((await rekey(world.tidings)).next).toMatch(/There is one key.*new:<base64>,old:<base64>/);
  });
});
