import { expect } from "vitest";
import type { Installation } from "./installation";
import { answered } from "./story";
import { newWebhook } from "./webhooks.stories";

const AT = "/api/v1/{clientId}";
const NO_RETRY = { retry: { kind: "none" as const } };

/** A webhook to which an event was sent once, and what became of it. */
async function delivered(installation: Installation, status: number) {
  const { client, clientId } = installation.program;
  const { path, url } = installation.address();
  installation.receiver.script(path, { status });
  const webhook = await newWebhook(installation, { url, delivery: NO_RETRY });
  const [eventId = ""] = await installation.post({});
  // Calls are limited: nobody asks before there is anything to hear.
  await installation.receiver.waitFor({ path });
  const params = { path: { clientId, id: webhook.id }, query: { eventId, limit: 1 } };
  for (;;) {
    const page = answered(200, await client.GET(`${AT}/webhooks/{id}/deliveries`, { params }));
    const [delivery] = page.deliveries;
    if (delivery?.finishedAt) return { webhook, eventId, delivery, path };
  }
}

export const HISTORY_STORIES = {
  async "an event's way"(installation: Installation) {
    const { client, clientId } = installation.program;
    const { webhook, eventId, delivery } = await delivered(installation, 200);
    const at = (id: string) => ({ params: { path: { clientId, id } } });
    const { runs } = answered(200, await client.GET(`${AT}/webhooks/{id}/runs`, at(webhook.id)));
    expect(runs).toMatchObject([{ id: delivery.runIds[0], verdict: "succeeded", statusCode: 200 }]);
    const run = answered(200, await client.GET(`${AT}/runs/{id}`, at(runs[0]?.id ?? "")));
    expect(run).toMatchObject({ webhookId: webhook.id, deliveryIds: [delivery.id] });
    const found = answered(200, await client.GET(`${AT}/deliveries/{id}`, at(delivery.id)));
    expect(found).toMatchObject({ webhookId: webhook.id, state: "delivered" });
    const event = answered(200, await client.GET(`${AT}/events/{id}`, at(eventId)));
    expect(event.matched.map(({ deliveryId }) => deliveryId)).toContain(delivery.id);
    const all = { params: { path: { clientId }, query: { state: "delivered" as const, limit: 1_000 } } };
    const { deliveries } = answered(200, await client.GET(`${AT}/deliveries`, all));
    expect(deliveries).toContainEqual(found);
    const overview = answered(200, await client.GET(`${AT}/webhooks/{id}/overview`, at(webhook.id)));
    expect(overview).toMatchObject({ status: "active", succeeded: 1, failed: 0, lost: 0 });
    const params = { path: { clientId }, query: { contact: "1353" } };
    const { events } = answered(200, await client.GET(`${AT}/events`, { params }));
    expect(events.map(({ id }) => id)).toContain(eventId);
  },

  async "a delivery is sent again, and cancelled while it is sent"(installation: Installation) {
    const { client, clientId } = installation.program;
    const { webhook, delivery, path } = await delivered(installation, 500);
    const at = (id: string) => ({ params: { path: { clientId, id } } });
    installation.receiver.script(path, { kind: "hang" });
    const { deliveryId } = answered(202, await client.POST(`${AT}/deliveries/{id}/resend`, at(delivery.id)));
    await installation.receiver.waitFor({ path, count: 2 });
    const cancelled = answered(202, await client.POST(`${AT}/deliveries/{id}/cancel`, at(deliveryId)));
    expect(cancelled).toEqual({ deliveryId, state: "sending" });
    answered(409, await client.POST(`${AT}/deliveries/{id}/cancel`, at(delivery.id)));
    answered(200, await client.POST(`${AT}/webhooks/{id}/deactivate`, at(webhook.id)));
    answered(409, await client.POST(`${AT}/deliveries/{id}/resend`, at(delivery.id)));
  },

  async "a delivery is cancelled while it waits for its next try"(installation: Installation) {
    const { client, clientId } = installation.program;
    const { path, url } = installation.address();
    installation.receiver.script(path, { status: 500 });
    const retry = { kind: "schedule" as const, delaysSeconds: [3_600], jitter: 0 };
    const { id } = await newWebhook(installation, { url, delivery: { retry } });
    await installation.post({});
    await installation.receiver.waitFor({ path });
    const params = { path: { clientId, id }, query: { state: "pending" as const } };
    for (;;) {
      const page = answered(200, await client.GET(`${AT}/webhooks/{id}/deliveries`, { params }));
      const [waiting] = page.deliveries;
      if (!waiting || waiting.attempts === 0) continue;
      const mine = { params: { path: { clientId, id: waiting.id } } };
      const cancelled = answered(200, await client.POST(`${AT}/deliveries/{id}/cancel`, mine));
      expect(cancelled).toEqual({ deliveryId: waiting.id, state: "cancelled" });
      return;
    }
  },
};
