import { createPrivateKey, generateKeyPairSync } from "node:crypto";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import type { TLSSocket } from "node:tls";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openWorld, type World } from "@/e2e/fixtures/world";
import {
  type CertificateAuthority,
  createCertificateAuthority,
  type KeyAndCertificate,
} from "@/e2e/receiver/certificates";
import { type Receiver, startReceiver } from "@/e2e/receiver/receiver";
import { testDraft } from "@/lib/drafts/test";
import { isProblem } from "@/lib/errors";
import { inspectRun } from "@/lib/runs/inspect";
import { listRuns } from "@/lib/runs/list";
import { DAY_MS } from "@/lib/time";
import { testWebhook } from "@/lib/webhooks/test";
import { createConnector } from "./create";
import { findConnector } from "./find";
import { replaceSecret, updateConnector } from "./update";

let authority: CertificateAuthority;
let receiver: Receiver;
let crm: KeyAndCertificate;
let erp: KeyAndCertificate;
let world: World;
let gate: Gate;

beforeAll(async () => {
  authority = await createCertificateAuthority();
  receiver = await startReceiver({ authority });
  [crm, erp] = await Promise.all([client("crm"), client("erp")]);
});
beforeEach(async () => {
  [world, gate] = await Promise.all([openWorld({ receiver }), openGate()]);
});
afterEach(async () => {
  await Promise.all([world.close(), gate.close()]);
});
afterAll(() => receiver.close());

const client = (name: string, more: { notBefore?: Date; notAfter?: Date } = {}) =>
  authority.issue({ names: [name], of: "client", ...more });

interface Gate {
  url: string;
  /** Whose certificate came with each request, and over which of its connections. */
  seen: { name: string; port: number | undefined }[];
  close(): Promise<void>;
}

/** An HTTPS server that lets nobody in without a certificate of our authority. */
async function openGate(): Promise<Gate> {
  const { keyPem, certificatePem } = await authority.issue({ names: ["127.0.0.1"] });
  const seen: Gate["seen"] = [];
  const demand = { requestCert: true, rejectUnauthorized: true, ca: authority.certificatePem };
  const server: Server = createServer(
    { key: keyPem, cert: certificatePem, ...demand },
    (request, response) => {
      const socket = request.socket as TLSSocket;
      seen.push({ name: String(socket.getPeerCertificate().subject.CN), port: socket.remotePort });
      request.resume().on("end", () => response.end("{}"));
    },
  );
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    url: `https://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    seen,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

const shown = ({ certificatePem, keyPem }: KeyAndCertificate, more: object = {}) => ({
  ...{ type: "client_certificate", certificate: certificatePem, privateKey: keyPem },
  ...more,
});
const create = (authentication: unknown = shown(crm), name = "CRM") =>
  createConnector(world.caller, { name, authentication });
const to = (connectorId: string | null, more: object = {}) =>
  world.webhook({
    url: gate.url,
    authentication: connectorId ? { type: "connector", connectorId } : { type: "none" },
    ...more,
  });
const names = () => gate.seen.map(({ name }) => name);
const runsOf = async (id: string) => {
  const { runs } = await listRuns(world.caller, id, {});
  return Promise.all(runs.map((run) => inspectRun(world.caller, run.id)));
};
const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => (isProblem(error) ? { status: error.status, errors: error.errors } : error),
  );

describe("a connector with a client certificate", () => {
  it("tells whose it is and how long it holds, and nobody reads certificate or key again", async () => {
    const notAfter = new Date(Math.ceil(world.clock.now / 1_000) * 1_000 + 31 * DAY_MS);
    const notBefore = new Date(Math.floor(world.clock.now / 1_000) * 1_000 - DAY_MS);
    const made = await create(shown(await client("crm", { notBefore, notAfter })));
    expect(made.authentication).toEqual({
      ...{ type: "client_certificate", subject: "CN=crm", state: "valid" },
      issuer: expect.stringMatching(/^CN=Tidings test authority/),
      ...{ validFrom: notBefore.toISOString(), expiresAt: notAfter.toISOString() },
      fingerprint: expect.stringMatching(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/),
      ...{ certificateSet: true, privateKeySet: true },
    });
    const state = async () => {
      const { authentication } = await findConnector(world.caller, made.id);
      return authentication.type === "client_certificate" && authentication.state;
    };
    world.clock.now += DAY_MS;
    expect(await state()).toBe("expires_soon");
    world.clock.now += 31 * DAY_MS;
    expect(await state()).toBe("expired");
    const { connectors, auditEntries } = world.tidings.database.tables;
    const { orm } = world.tidings.database;
    const stored = [await orm.select().from(connectors), await orm.select().from(auditEntries)];
    expect(JSON.stringify(stored)).not.toContain("BEGIN");
  });

  it("keeps both when its name is changed, also once it has expired; and takes both anew", async () => {
    const { id } = await create();
    world.clock.now += 10 * 365 * DAY_MS;
    const renamed = await updateConnector(world.caller, id, { name: "ERP" });
    expect(renamed).toMatchObject({ name: "ERP", authentication: { subject: "CN=crm", state: "expired" } });
    world.clock.now -= 10 * 365 * DAY_MS;
    const { certificatePem: certificate, keyPem: privateKey } = erp;
    for (const half of [{ certificate }, { privateKey }, { certificate, privateKey: "" }]) {
      const [left] = Object.keys({ certificate: 1, privateKey: 1 }).filter((key) => !(half as never)[key]);
      const errors = [{ path: `authentication.${left}`, message: "is missing" }];
      expect(await refusal(replaceSecret(world.caller, id, half))).toMatchObject({ status: 400, errors });
      expect(await refusal(updateConnector(world.caller, id, { authentication: half }))).toMatchObject({
        errors,
      });
    }
    const replaced = await replaceSecret(world.caller, id, { certificate, privateKey });
    expect(replaced).toMatchObject({ revision: 3, authentication: { subject: "CN=erp" } });
  });

  const rsa = (bits: number) => generateKeyPairSync("rsa", { modulusLength: bits });
  const sealed = (key: KeyAndCertificate, cipher = "aes-256-cbc") =>
    createPrivateKey(key.keyPem)
      .export({ type: "pkcs8", format: "pem", cipher, passphrase: "open sesame" })
      .toString();

  it("opens a key with its passphrase, once: what is sealed needs none", async () => {
    const { id } = await create(shown(crm, { privateKey: sealed(crm), passphrase: "open sesame" }));
    await to(id);
    await world.accept();
    await world.deliver();
    expect(names()).toEqual(["crm"]);
  });

  /** Said to be 2,000 million rounds of PBKDF2: the number stands in the file, and opening it would take minutes. */
  const slow = () => {
    const lines = sealed(crm)
      .split("\n")
      .filter((line) => !line.startsWith("-----"));
    const der = Buffer.from(lines.join(""), "base64");
    const at = der.indexOf(Buffer.from("02020800", "hex"));
    if (at < 0) throw new Error("this OpenSSL writes another number of rounds than 2,048");
    der.writeUInt16BE(0x7fff, at + 2);
    const more = Buffer.concat([
      der.subarray(0, at),
      Buffer.from("020477359400", "hex"),
      der.subarray(at + 4),
    ]);
    return `-----BEGIN ENCRYPTED PRIVATE KEY-----\n${more.toString("base64")}\n-----END ENCRYPTED PRIVATE KEY-----\n`;
  };

  /** Of numbers that are no key, but as long as one: a real one takes half a minute to find. */
  const longRsa = () => {
    const number = (bits: number) => Buffer.alloc(bits / 8, 0xff).toString("base64url");
    const [n, half] = [number(8_704), number(4_352)];
    const key = { kty: "RSA", n, e: "AQAB", d: n, p: half, q: half, dp: half, dq: half, qi: half };
    return createPrivateKey({ key, format: "jwk" }).export({ type: "pkcs8", format: "pem" });
  };

  it.each<[string, string | RegExp, () => Promise<object> | object]>([
    ["certificate", "is not a certificate in PEM", () => ({ certificate: "hello" })],
    ["certificate", "is not a certificate in PEM", () => ({ certificate: crm.keyPem })],
    [
      "certificate",
      "holds a certificate that can't be read",
      () => ({ certificate: "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----" }),
    ],
    ["certificate", /more than 10/, () => ({ certificate: crm.certificatePem.repeat(11) })],
    ["certificate", "is missing", () => ({ certificate: undefined })],
    ["certificate", /is longer than 50,000/, () => ({ certificate: "x".repeat(50_001) })],
    [
      "certificate",
      "does not begin with the certificate of this private key",
      () => ({ certificate: authority.certificatePem + crm.certificatePem }),
    ],
    [
      "certificate",
      "has expired on 2026-03-01",
      async () => {
        const notAfter = new Date("2026-03-01T12:00:00Z");
        return shown(await client("old", { notBefore: new Date("2025-01-01T00:00:00Z"), notAfter }));
      },
    ],
    ["privateKey", "is not a private key in PEM", () => ({ privateKey: crm.certificatePem })],
    ["privateKey", "is missing", () => ({ privateKey: "" })],
    ["privateKey", "does not belong to the certificate", () => ({ privateKey: erp.keyPem })],
    [
      "privateKey",
      "does not belong to the certificate",
      () => ({ privateKey: rsa(2_048).privateKey.export({ type: "pkcs8", format: "pem" }) }),
    ],
    ["passphrase", "is missing: the private key is encrypted", () => ({ privateKey: sealed(crm) })],
    [
      "passphrase",
      "does not open the private key",
      () => ({ privateKey: sealed(crm), passphrase: "open barley" }),
    ],
    ["privateKey", "is longer than 8,192 bits", () => ({ privateKey: longRsa() })],
    ["privateKey", /can't be opened here/, () => ({ privateKey: slow(), passphrase: "open sesame" })],
  ])("G9: is refused at %s, which %s", async (path, message, changes) => {
    expect(await refusal(create(shown(crm, await changes())))).toMatchObject({
      status: 400,
      errors: [{ path: `authentication.${path}`, message: expect.stringMatching(message) }],
    });
  });

  it("is refused where a webhook sends by http, and the other way round", async () => {
    const { id } = await create();
    const scenario = { kind: "workflow", profile: "scenario", triggers: [], url: "http://crm.example.org/x" };
    expect(await refusal(to(id, scenario))).toMatchObject({ status: 400, errors: [{ path: "url" }] });
    const { id: basic } = await create({ type: "basic", username: "u", password: "p" }, "Basic");
    await to(basic, { ...scenario, label: "By http" });
    const changed = updateConnector(world.caller, basic, { authentication: shown(crm) });
    expect(await refusal(changed)).toMatchObject({
      status: 409,
      errors: [{ path: "authentication.type", message: expect.stringContaining('"By http"') }],
    });
  });
});

describe("requests with a client certificate", () => {
  it("S4.19: are let in by a receiver that demands one; without it they fail", async () => {
    const { id } = await create();
    const webhook = await to(id);
    const without = await to(null);
    await world.accept();
    await world.deliver();
    expect(names()).toEqual(["crm"]);
    expect(await world.deliveries(webhook.id)).toMatchObject([{ state: "delivered" }]);
    const [run] = await runsOf(without.id);
    // Node's servers close such a connection without the alert that others send.
    expect(run?.run).toMatchObject({ verdict: "failed", reason: "connection_reset" });
  });

  it("never share a connection between certificates, nor with none; each keeps its own for the next request", async () => {
    const [first, second] = [await create(), await create(shown(erp), "ERP")];
    await to(first.id);
    await to(second.id);
    for (let event = 0; event < 3; event++) {
      await world.accept();
      await world.deliver();
    }
    expect(names().toSorted()).toEqual(["crm", "crm", "crm", "erp", "erp", "erp"]);
    const portsOf = (name: string) =>
      new Set(gate.seen.filter((each) => each.name === name).map(({ port }) => port));
    expect([portsOf("crm").size, portsOf("erp").size]).toEqual([1, 1]);
    expect(portsOf("crm")).not.toEqual(portsOf("erp"));
  });

  it("have the certificate of the moment: a replaced one counts at once, over a connection of its own", async () => {
    const { id } = await create();
    await to(id);
    await world.accept();
    await world.deliver();
    await replaceSecret(world.caller, id, { certificate: erp.certificatePem, privateKey: erp.keyPem });
    await world.accept();
    await world.deliver();
    expect(names()).toEqual(["crm", "erp"]);
    expect(gate.seen[0]?.port).not.toBe(gate.seen[1]?.port);
  });

  it("S3.9, S4.26: tests of saved webhooks, of workflows' and of drafts show it, and no record has any of it", async () => {
    const { id } = await create();
    const webhook = await to(id);
    const body = { format: "text", template: "x" };
    const asks = await to(id, {
      ...{ kind: "workflow", profile: "data_request", method: "POST", triggers: [] },
      template: { parameters: { in: "query", pairs: [] }, body },
    });
    await testWebhook(world.caller, webhook.id);
    await testWebhook(world.caller, asks.id);
    const settings = {
      ...{
        dataCenterId: world.dataCenterId,
        url: gate.url,
        triggers: [{ type: "persona.threshold_passed" }],
      },
      authentication: { type: "connector", connectorId: id },
    };
    const { run } = await testDraft(world.caller, { settings });
    expect(run).toMatchObject({ verdict: "succeeded" });
    expect(names()).toEqual(["crm", "crm", "crm"]);
    const { runs } = world.tidings.database.tables;
    const stored = JSON.stringify([run, await world.tidings.database.orm.select().from(runs)]);
    expect(stored).not.toMatch(/BEGIN|PRIVATE/);
  });

  it("fail where the receiver knows no such authority", async () => {
    const stranger = await (await createCertificateAuthority()).issue({ names: ["crm"], of: "client" });
    const { id } = await create(shown(stranger));
    const webhook = await to(id);
    await world.accept();
    await world.deliver();
    const [run] = await runsOf(webhook.id);
    expect(run?.run).toMatchObject({ verdict: "failed", reason: "connection_reset" });
    expect(names()).toEqual([]);
  });

  it("fail with credential_unreadable where no key opens it", async () => {
    const { id } = await create();
    const webhook = await to(id);
    const { database } = world.tidings;
    await database.atomically(function* (tx) {
      yield* tx.run(
        tx.orm
          .update(database.tables.connectors)
          .set({ secrets: { certificate: "a.b.c.d", privateKey: "a.b.c.d" } }),
      );
    });
    await world.accept();
    await world.deliver();
    expect((await runsOf(webhook.id))[0]?.run).toMatchObject({ reason: "credential_unreadable" });
    expect(names()).toEqual([]);
  });
});
