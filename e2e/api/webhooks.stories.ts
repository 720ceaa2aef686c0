import { expect } from "vitest";
import type { components } from "@/client/schema";
import type { Installation } from "./installation";
import { answered } from "./story";

const AT = "/api/v1/{clientId}/webhooks/{id}";
type Changes = Partial<components["schemas"]["NewWebhook"]>;

export async function newWebhook(
  installation: Installation,
  changes: Changes = {},
  of = installation.program,
) {
  const made = await of.client.POST("/api/v1/{clientId}/webhooks", {
    params: { path: { clientId: of.clientId } },
    body: {
      ...{ label: `Webhook ${crypto.randomUUID()}`, dataCenterId: 1, url: installation.address().url },
      ...{ triggers: [{ type: "persona.threshold_passed" }], status: "active", ...changes },
    },
  });
  return answered(201, made);
}

export const WEBHOOK_STORIES = {
  async "a webhook's life"(installation: Installation) {
    const { client, clientId } = installation.program;
    const made = await newWebhook(installation, { status: "inactive" });
    const params = { path: { clientId, id: made.id } };
    const listed = await client.GET("/api/v1/{clientId}/webhooks", {
      params: { path: { clientId }, query: { q: made.label, limit: 1, status: "inactive" } },
    });
    expect(answered(200, listed).webhooks.map(({ id }) => id)).toEqual([made.id]);
    const read = await client.GET(AT, { params });
    expect(answered(200, read)).toEqual(made);

    const stale = { "If-Match": read.response.headers.get("etag") ?? "" };
    const changed = await client.PATCH(AT, {
      params: { ...params, header: stale },
      body: { description: "1" },
    });
    expect(answered(200, changed)).toMatchObject({ description: "1", revision: made.revision + 1 });
    const late = { ...params, header: stale };
    answered(412, await client.PATCH(AT, { params: late, body: { description: "2" } }));
    answered(412, await client.POST(`${AT}/activate`, { params: late }));
    answered(412, await client.DELETE(AT, { params: late }));

    expect(answered(200, await client.POST(`${AT}/activate`, { params })).status).toBe("active");
    answered(409, await client.POST(`${AT}/activate`, { params }));
    answered(412, await client.POST(`${AT}/deactivate`, { params: late }));
    answered(409, await client.DELETE(AT, { params }));
    const off = await client.POST(`${AT}/deactivate`, { params, body: { waiting: "cancel" } });
    expect(answered(200, off).status).toBe("inactive");
    answered(409, await client.POST(`${AT}/deactivate`, { params }));

    answered(204, await client.DELETE(AT, { params }));
    answered(409, await client.DELETE(AT, { params }));
    expect(answered(200, await client.GET(AT, { params })).status).toBe("deleted");
    answered(409, await client.PATCH(AT, { params, body: { description: "3" } }));
    answered(409, await client.POST(`${AT}/test`, { params }));
    answered(409, await client.POST(`${AT}/verify`, { params }));
    answered(409, await client.GET(`${AT}/signing-keys`, { params }));
    answered(409, await client.POST(`${AT}/signing-keys/rotate`, { params }));
  },

  async "two webhooks want one label"(installation: Installation) {
    const { client, clientId } = installation.program;
    const [one, other] = [await newWebhook(installation), await newWebhook(installation)];
    const body = { label: one.label };
    answered(409, await client.PATCH(AT, { params: { path: { clientId, id: other.id } }, body }));
    await expect(newWebhook(installation, body)).rejects.toThrow("/problems/label_taken");
  },

  async "an account with one webhook wants two"(installation: Installation) {
    const small = await installation.newProgram(
      await installation.newAccount("Small", "--webhook-limit", "1"),
    );
    await newWebhook(installation, {}, small);
    await expect(newWebhook(installation, {}, small)).rejects.toThrow("/problems/webhook_limit_reached");
  },

  async "a test and the keys to verify it with"(installation: Installation) {
    const { client, clientId } = installation.program;
    const { id } = await newWebhook(installation);
    const params = { path: { clientId, id } };
    const tested = answered(200, await client.POST(`${AT}/test`, { params }));
    expect(tested.runs).toMatchObject([{ verdict: "succeeded", test: true }]);
    const { keys } = answered(200, await client.GET(`${AT}/signing-keys`, { params }));
    const rotated = answered(200, await client.POST(`${AT}/signing-keys/rotate`, { params }));
    expect(rotated.keys.length).toBeGreaterThan(keys.length);
  },

  async "an event stream is verified before it is activated"(installation: Installation) {
    const { client, clientId } = installation.program;
    const { path } = installation.address();
    const stream = await newWebhook(installation, {
      ...{ profile: "stream", status: "created", url: `https://receiver.example.com${path}` },
      triggers: [{ type: "message.opened" }],
    });
    const params = { path: { clientId, id: stream.id } };
    const verified = await client.POST(`${AT}/verify`, { params, body: { numberOfEvents: 3 } });
    expect(answered(200, verified).runs).toMatchObject([{ verdict: "succeeded", test: true }]);
    const other = await newWebhook(installation);
    answered(400, await client.POST(`${AT}/verify`, { params: { path: { clientId, id: other.id } } }));
  },

  async "what can be sent"(installation: Installation) {
    const { client, clientId } = installation.program;
    const types = "/api/v1/{clientId}/event-types";
    const query = { payloadStyle: "stream" as const };
    const listed = await client.GET(types, { params: { path: { clientId }, query } });
    const opened = answered(200, listed).eventTypes.find(({ type }) => type === "message.opened");
    const params = { path: { clientId, type: "message.opened" as const } };
    expect(answered(200, await client.GET(`${types}/{type}`, { params }))).toEqual(opened);
  },
};
