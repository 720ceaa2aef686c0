import { expect } from "vitest";
import type { Installation } from "./installation";
import { answered } from "./story";

const AT = "/api/v1/{clientId}";
const ONE = `${AT}/messages/{id}` as const;
const CENTER = `${AT}/data-centers/{dataCenterId}` as const;

const content = { subject: "Hello ${firstname}", text: "Your order is on its way." };

export const MESSAGE_STORIES = {
  async "a message is made, changed, looked at, tried, sent by a workflow, and taken away"(
    installation: Installation,
  ) {
    const name = `Messages${crypto.randomUUID().slice(0, 8)}`;
    const clientId = await installation.newAccount(name, "--feature", "automation=on");
    const { client, key } = await installation.newProgram(clientId);
    const params = { path: { clientId } };
    const draft = (name: string) => ({ name, dataCenterId: 1, ...content });
    const make = (body: ReturnType<typeof draft>) => client.POST(`${AT}/messages`, { params, body });
    const first = await make(draft("Order"));
    const made = answered(201, first);
    answered(409, await make(draft("order")));
    const other = answered(201, await make(draft("Other")));
    const mine = { params: { path: { clientId, id: made.id } } };

    const found = await client.GET(ONE, mine);
    expect(answered(200, found)).toEqual(made);
    const tag = found.response.headers.get("etag") ?? "";
    const ifMatch = { params: { ...mine.params, header: { "If-Match": tag } } };
    answered(409, await client.PATCH(ONE, { ...mine, body: { name: "Other" } }));
    const changed = await client.PATCH(ONE, { ...ifMatch, body: { optInField: "News" } });
    expect(answered(200, changed).revision).toBe(2);
    answered(412, await client.PATCH(ONE, { ...ifMatch, body: { optInField: null } }));
    const names = answered(200, await client.GET(`${AT}/messages`, { params })).messages;
    expect(names.map(({ name }) => name)).toEqual(["Order", "Other"]);

    const trial = { dataCenterId: 1, ...content };
    const look = answered(200, await client.POST(`${AT}/messages/preview`, { params, body: trial }));
    expect(look).toMatchObject({ mail: { subject: "Hello John" }, faults: [] });
    const body = { ...trial, recipient: "ben@example.org" };
    const tried = answered(200, await client.POST(`${AT}/messages/test`, { params, body }));
    expect(tried).toMatchObject({ leaves: false, answers: [] });

    const steps = [{ id: "mail", type: "message" as const, messageId: made.id }];
    const definition = { trigger: { type: "event" as const, eventType: "custom.order" }, steps };
    const workflow = answered(
      201,
      await client.POST(`${AT}/workflows`, { params, body: { name, dataCenterId: 1, definition } }),
    );
    answered(409, await client.DELETE(ONE, mine));
    const ofWorkflow = { params: { path: { clientId, id: workflow.id } } };
    answered(200, await client.POST(`${AT}/workflows/{id}/activate`, ofWorkflow));
    const contact = { id: "QX-9", email: "quinn@example.org" };
    await installation.postAs(key, { type: "custom.order", dataCenterId: 1, contact, data: {} });
    const figures = async () =>
      answered(200, await client.GET(`${AT}/workflows/{id}/statistics`, ofWorkflow)).steps;
    await expect.poll(async () => (await figures())[0]?.passes, { timeout: 30_000 }).toBe(1);
    expect(await figures()).toMatchObject([{ stepId: "mail", skipped: 0 }]);
    answered(204, await client.DELETE(ONE, { params: { path: { clientId, id: other.id } } }));
  },

  async "an address is blocked and let go, and who opted out is told"(installation: Installation) {
    const clientId = await installation.newAccount(`Blocked${crypto.randomUUID().slice(0, 8)}`);
    const { client, key } = await installation.newProgram(clientId);
    const path = { clientId, dataCenterId: 1 };
    const pattern = { params: { path: { ...path, pattern: "*@Spam.example" } } };
    const block = (reason: string) =>
      client.PUT(`${CENTER}/blocked-addresses/{pattern}`, { ...pattern, body: { reason } });
    expect(answered(201, await block("Spam traps")).pattern).toBe("*@spam.example");
    const again = answered(200, await block("Known spam traps"));
    const list = async () =>
      answered(200, await client.GET(`${CENTER}/blocked-addresses`, { params: { path } }));
    expect(await list()).toEqual({ blockedAddresses: [again], next: null });

    const contact = { id: "QX-1", email: "quinn@spam.example" };
    await installation.postAs(key, {
      ...{ type: "contact.opted_out", dataCenterId: 1, contact, data: { optInField: "News" } },
    });
    const ofContact = { params: { path: { ...path, contactId: "QX-1" } } };
    const optOuts = async () => client.GET(`${CENTER}/contacts/{contactId}/opt-outs`, ofContact);
    await expect.poll(async () => (await optOuts()).response.status, { timeout: 30_000 }).toBe(200);
    expect(answered(200, await optOuts())).toMatchObject({
      optOuts: [{ optInField: "News", out: true, because: "contact.opted_out" }],
      blockedBy: [again],
    });
    answered(204, await client.DELETE(`${CENTER}/blocked-addresses/{pattern}`, pattern));
    answered(404, await client.DELETE(`${CENTER}/blocked-addresses/{pattern}`, pattern));
  },
};
