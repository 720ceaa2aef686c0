import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openWorld, type World } from "@/e2e/fixtures/world";
import type { ReceivedRequest } from "@/e2e/receiver/received-request";
import { verifyBodySignature, verifyStandardWebhook } from "@/e2e/receiver/verify-signature";
import type { Caller } from "@/lib/accounts/caller";
import { listAudit } from "@/lib/audit/list";
import { isProblem } from "@/lib/errors";
import { createInboxAddress } from "@/lib/inbox/create-address";
import { listInboxRequests } from "@/lib/inbox/list-requests";
import { activateWebhook } from "@/lib/webhooks/activate";
import { deleteWebhook } from "@/lib/webhooks/delete";
import { findWebhook } from "@/lib/webhooks/find";
import { listWebhooks } from "@/lib/webhooks/list";
import { listSigningKeys } from "@/lib/webhooks/signing-keys";
import { createFromDraft, updateFromDraft } from "./save";
import { showDraftKeys } from "./show-keys";
import { testDraft } from "./test";

let world: World;
let own: Awaited<ReturnType<World["newAccount"]>>;
let number = 0;
beforeAll(async () => {
  world = await openWorld();
});
beforeEach(async () => {
  // Each test has an account of its own: tests of drafts are counted by account.
  own = await world.newAccount(`Account${++number}`);
  world.receiver.reset();
});
afterAll(() => world.close());

const settings = (changes: Record<string, unknown> = {}) => ({
  dataCenterId: own.dataCenterId,
  url: world.receiver.url("/draft"),
  triggers: [{ type: "persona.threshold_passed" }],
  ...changes,
});
const signed = (changes: Record<string, unknown> = {}) =>
  settings({ profile: "signed", triggers: [{ type: "contact.created" }], ...changes });
const RSA = { standard: "v1", rsa: true };

const received = () => world.receiver.requests;
/** The only request that has come, as a receiver's check takes it. */
const onlyRequest = () => {
  const [request, ...others] = received();
  expect(others).toEqual([]);
  return asSigned(request as ReceivedRequest);
};
const asSigned = ({ headers, body }: ReceivedRequest) => ({
  headers: headers as Record<string, string | undefined>,
  body,
});
const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => (isProblem(error) ? { status: error.status, errors: error.errors } : error),
  );
const webhooksOf = async () => (await listWebhooks(own.caller, {})).webhooks;

describe("a test of a webhook that is not saved", () => {
  it("S3.9, S3.20: is a real POST marked isTest, of which neither a webhook nor a run is left", async () => {
    const { run } = await testDraft(own.caller, { settings: signed() });
    expect(run).toMatchObject({ verdict: "succeeded", statusCode: 200, test: true, deliveryIds: [] });
    const [request] = received();
    expect(request).toMatchObject({ method: "POST", path: "/draft" });
    const body = JSON.parse(String(request?.body));
    expect(body).toMatchObject({ Type: "contact_created", isTest: true });
    expect(JSON.parse(run.request?.body ?? "")).toEqual(body);
    expect(await webhooksOf()).toEqual([]);
    const runs = "SELECT id FROM runs WHERE account_id = $1";
    expect(await world.tidings.database.rows(runs, [own.clientId])).toEqual([]);
  });

  it("needs no label, and tells nobody's mails: only what shows in a request is judged", async () => {
    const { run } = await testDraft(own.caller, {
      settings: settings({ label: "", notifyUserIds: ["nobody"] }),
    });
    expect(run.verdict).toBe("succeeded");
  });

  it("sends the event type that is asked for, narrowed as its trigger is", async () => {
    const triggers = [{ type: "contact.created" }, { type: "message.bounced", bounceCategories: ["soft"] }];
    await testDraft(own.caller, { settings: signed({ triggers }), type: "message.bounced" });
    expect(JSON.parse(String(received()[0]?.body))).toMatchObject({ Type: "sending_Bounce" });
  });

  it("carries its credentials, which the result masks", async () => {
    const authentication = { type: "basic", username: "u", password: "the secret" };
    const { run } = await testDraft(own.caller, { settings: settings({ authentication }) });
    const basic = `Basic ${Buffer.from("u:the secret").toString("base64")}`;
    expect(received()[0]?.headers.authorization).toBe(basic);
    expect(JSON.stringify(run)).not.toContain(basic);
    expect(run.request?.headers).toContainEqual({ name: "authorization", value: "••••••••" });
  });

  it("S3.24: is judged by the draft's own rule of success, and shows what was answered", async () => {
    world.receiver.script("/draft", { status: 202, body: "later" });
    const { run } = await testDraft(own.caller, { settings: signed() });
    expect(run).toMatchObject({ verdict: "failed", reason: "status_not_accepted", statusCode: 202 });
    expect(run.response?.body).toBe("later");
  });

  it("is refused with the place of what is wrong, before anything is sent", async () => {
    const wrong = [
      [
        settings({ triggers: [{ type: "persona.threshold_passed", personaIds: [99] }] }),
        "triggers.0.personaIds.0",
      ],
      [settings({ authentication: { type: "basic", username: "u" } }), "authentication.password"],
      [settings({ delivery: { deadlineMs: 1 } }), "delivery.deadlineMs"],
      [settings({ dataCenterId: 99 }), "dataCenterId"],
    ] as const;
    for (const [given, path] of wrong) {
      const { status, errors } = (await refusal(testDraft(own.caller, { settings: given }))) as never;
      expect({ status, paths: (errors as { path: string }[]).map((error) => error.path) }).toEqual({
        status: 400,
        paths: [path],
      });
    }
    expect(received()).toEqual([]);
  });

  it("of an address that is not public reaches nobody, and says why", async () => {
    const { run } = await testDraft(own.caller, { settings: settings({ url: "https://10.0.0.1/hook" }) });
    expect(run).toMatchObject({ verdict: "failed", reason: "private_address", response: null });
  });

  it("is audited with its address and how it went, and limited to 30 a minute for each account", async () => {
    const test = (caller: Caller) => testDraft(caller, { settings: settings() });
    for (let count = 0; count < 30; count++) await test(own.caller);
    expect(await refusal(test(own.caller))).toMatchObject({ status: 429 });
    expect(received()).toHaveLength(30);
    const { entries } = await listAudit(own.caller, { action: "webhook.draft_tested" });
    expect(entries).toHaveLength(30);
    expect(entries[0]?.details).toMatchObject({ url: world.receiver.url("/draft"), verdict: "succeeded" });
    const other = await world.newAccount("Neighbour");
    await testDraft(other.caller, { settings: { ...settings(), dataCenterId: other.dataCenterId } });
  });

  it("decision 31: sent to the request inbox, its signature is verified there", async () => {
    const { token, url } = await createInboxAddress(own.caller);
    const { run } = await testDraft(own.caller, { settings: signed({ url }) });
    expect(run).toMatchObject({ verdict: "succeeded", inbox: true });
    const { requests } = await listInboxRequests(own.caller, token);
    expect(requests).toMatchObject([{ signature: "verified" }]);
  });
});

describe("keys before the first save (S3.28, decision 15)", () => {
  it("are the same in the test, in what is saved, and in a real notification", async () => {
    const shown = await showDraftKeys(own.caller, { signature: RSA });
    const secret = shown.keys.find((key) => key.kind === "hmac")?.secret ?? "";
    const { pem, xml } = shown.keys.find((key) => key.kind === "rsa") ?? { pem: "", xml: "" };
    const { draft } = await testDraft(own.caller, { settings: signed(), draft: shown.draft });
    const webhook = await createFromDraft(own.caller, { label: "Signed", ...signed() }, draft);
    await activateWebhook(own.caller, webhook.id);
    await world.accept(
      { type: "contact.created", dataCenterId: own.dataCenterId, contact: { id: 1 }, data: {} },
      own,
    );
    await world.deliver();
    const requests = received();
    expect(requests.map(({ body }) => JSON.parse(String(body)).isTest)).toEqual([true, undefined]);
    for (const request of requests) {
      const now = new Date(world.clock.now);
      expect(verifyStandardWebhook(asSigned(request), secret, { now })).toBe(true);
      expect(verifyBodySignature(asSigned(request), pem)).toBe(true);
      expect(verifyBodySignature(asSigned(request), xml)).toBe(true);
    }
    const { keys } = await listSigningKeys(own.caller, webhook.id);
    expect(keys).toEqual(shown.keys);
  });

  it("are made by the test itself where nobody has looked at them yet, and stay the draft's", async () => {
    const { draft } = await testDraft(own.caller, { settings: signed() });
    const shown = await showDraftKeys(own.caller, { signature: RSA, draft });
    const again = await showDraftKeys(own.caller, { signature: RSA, draft: shown.draft });
    expect(again.keys).toEqual(shown.keys);
    const pem = shown.keys.find((key) => key.kind === "rsa")?.pem ?? "";
    expect(verifyBodySignature(onlyRequest(), pem)).toBe(true);
  });

  it("are those of the kinds in use when it is saved; a kind that is switched off leaves no key", async () => {
    const { draft } = await showDraftKeys(own.caller, { signature: RSA });
    const webhook = await createFromDraft(
      own.caller,
      { label: "HMAC alone", ...signed({ delivery: { signature: { rsa: false } } }) },
      draft,
    );
    const rows = await world.tidings.database.rows("SELECT kind FROM signing_keys WHERE webhook_id = $1", [
      webhook.id,
    ]);
    expect(rows).toEqual([{ kind: "hmac" }]);
  });

  it("are looked at under the eyes of the audit log, which has no secret", async () => {
    const { keys } = await showDraftKeys(own.caller, { signature: RSA });
    const { entries } = await listAudit(own.caller, { action: "signing_key.drafted" });
    expect(entries).toMatchObject([{ details: { kinds: ["hmac", "rsa"] } }]);
    const secret = keys.find((key) => key.kind === "hmac")?.secret ?? "none";
    expect(JSON.stringify(entries)).not.toContain(secret);
  });

  it("can be read by nobody else, in no other account, and not once they are damaged", async () => {
    const { draft } = await showDraftKeys(own.caller, { signature: RSA });
    const other = await world.newAccount("Stranger");
    const colleague: Caller = { ...own.caller, actor: { kind: "user", id: "another", name: "another" } };
    const refused = { status: 400, errors: [{ path: "draft" }] };
    for (const [caller, text] of [
      [other.caller, draft],
      [colleague, draft],
      [own.caller, `${draft.slice(0, -4)}AAAA`],
      [own.caller, "none"],
    ] as const) {
      expect(await refusal(showDraftKeys(caller, { signature: RSA, draft: text }))).toMatchObject(refused);
      expect(await refusal(testDraft(caller, { settings: signed(), draft: text }))).toMatchObject(refused);
      expect(
        await refusal(createFromDraft(caller, { label: "Taken over", ...signed() }, text)),
      ).toMatchObject(refused);
    }
    expect(await webhooksOf()).toEqual([]);
  });

  it("make one webhook: the same draft is not saved twice", async () => {
    const { draft } = await showDraftKeys(own.caller, { signature: RSA });
    await createFromDraft(own.caller, { label: "First", ...signed() }, draft);
    const again = createFromDraft(own.caller, { label: "Second", ...signed() }, draft);
    expect(await refusal(again)).toMatchObject({ status: 409 });
    expect(await webhooksOf()).toMatchObject([{ label: "First" }]);
  });
});

describe("a test of unsaved changes", () => {
  const basic = { type: "basic", username: "u", password: "the secret" };
  const create = (changes: Record<string, unknown> = {}) =>
    world.webhook({ dataCenterId: own.dataCenterId, authentication: basic, ...changes }, own);

  it("uses the stored secrets that are left out, and changes nothing", async () => {
    const webhook = await create();
    const changed = settings({
      url: world.receiver.url("/new"),
      authentication: { type: "basic", username: "v" },
    });
    const { run } = await testDraft(own.caller, { settings: changed, webhookId: webhook.id });
    expect(run.webhookId).toBe(webhook.id);
    const [request] = received();
    expect(request?.path).toBe("/new");
    expect(request?.headers.authorization).toBe(`Basic ${Buffer.from("v:the secret").toString("base64")}`);
    const { keys } = await listSigningKeys(own.caller, webhook.id);
    const secret = keys.find((key) => key.kind === "hmac")?.secret ?? "";
    expect(verifyStandardWebhook(onlyRequest(), secret, { now: new Date(world.clock.now) })).toBe(true);
    expect(await findWebhook(own.caller, webhook.id)).toEqual(webhook);
    const { entries } = await listAudit(own.caller, { action: "webhook.changes_tested" });
    expect(entries).toMatchObject([{ target: { kind: "webhook", id: webhook.id, name: webhook.label } }]);
  });

  it("signs with the key that a new kind of signature will have", async () => {
    const webhook = await create({ authentication: { type: "none" } });
    const delivery = { signature: { rsa: true } };
    const changed = settings({ delivery });
    const { draft } = await testDraft(own.caller, { settings: changed, webhookId: webhook.id });
    await updateFromDraft(own.caller, webhook.id, { delivery }, { draft });
    const { keys } = await listSigningKeys(own.caller, webhook.id);
    const pem = keys.find((key) => key.kind === "rsa")?.pem ?? "";
    expect(verifyBodySignature(onlyRequest(), pem)).toBe(true);
  });

  it("is refused for a deleted webhook, for another account's, and with another webhook's draft", async () => {
    const [webhook, other] = [await create(), await create()];
    const { draft } = await testDraft(own.caller, { settings: settings(), webhookId: other.id });
    const given = { settings: settings(), webhookId: webhook.id };
    expect(await refusal(testDraft(own.caller, { ...given, draft }))).toMatchObject({ status: 400 });
    const stranger = await world.newAccount("Thief");
    expect(await refusal(testDraft(stranger.caller, given))).toMatchObject({ status: 404 });
    await deleteWebhook(own.caller, webhook.id, { deactivateFirst: true });
    expect(await refusal(testDraft(own.caller, given))).toMatchObject({ status: 409 });
  });
});
