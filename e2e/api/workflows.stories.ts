import { expect } from "vitest";
import { MAX_WORKFLOWS } from "@/lib/workflows/schema";
import type { Installation } from "./installation";
import { answered } from "./story";

const AT = "/api/v1/{clientId}";
const ONE = `${AT}/workflows/{id}` as const;

/** In an account of its own, which has the feature. */
async function newAutomation(installation: Installation) {
  const name = `Automation${crypto.randomUUID().slice(0, 8)}`;
  const clientId = await installation.newAccount(name, "--feature", "automation=on");
  const { client, key } = await installation.newProgram(clientId);
  return { client, clientId, key, params: { path: { clientId } } };
}

// biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of Tidings
const value = "${event.sum}";
const rules = [{ kind: "value" as const, value, operator: "greater" as const, compareTo: "50" }];
const definition = {
  trigger: { type: "event" as const, eventType: "custom.order" },
  reentry: { kind: "always" as const },
  steps: [{ id: "vip", type: "condition" as const, rules }],
};
const draft = (name: string) => ({ name, dataCenterId: 1, definition });

export const WORKFLOW_STORIES = {
  async "a workflow is drafted, activated by an event, held, and ended; its passage tells its way"(
    installation: Installation,
  ) {
    const { client, clientId, key, params } = await newAutomation(installation);
    const made = answered(201, await client.POST(`${AT}/workflows`, { params, body: draft("Orders") }));
    answered(409, await client.POST(`${AT}/workflows`, { params, body: draft("orders") }));
    answered(201, await client.POST(`${AT}/workflows`, { params, body: draft("Other") }));
    const mine = { params: { path: { clientId, id: made.id } } };
    answered(409, await client.PATCH(ONE, { ...mine, body: { name: "Other" } }));
    expect(answered(200, await client.PATCH(ONE, { ...mine, body: { name: "Sales" } })).name).toBe("Sales");
    const event = { type: "custom.order", dataCenterId: 1, contact: { id: "QX-7" }, data: { sum: 20 } };
    const rehearsal = answered(200, await client.POST(`${ONE}/rehearse`, { ...mine, body: { event } }));
    expect(rehearsal.way).toMatchObject([{ stepId: "vip", outcome: "no", request: null }]);
    answered(409, await client.POST(`${ONE}/pause`, mine));
    answered(409, await client.POST(`${ONE}/resume`, mine));
    answered(409, await client.POST(`${ONE}/archive`, mine));
    expect(answered(200, await client.POST(`${ONE}/activate`, mine)).status).toBe("active");
    answered(409, await client.DELETE(ONE, mine));

    const order = { type: "custom.order", dataCenterId: 1, contact: { id: "QX-7" }, data: { sum: 70 } };
    await installation.postAs(key, order);
    const list = async () => answered(200, await client.GET(`${ONE}/passages`, mine)).passages;
    await expect.poll(async () => (await list())[0]?.state, { timeout: 30_000 }).toBe("done");
    const [passage] = await list();
    const ofPassage = { params: { path: { clientId, id: passage?.id ?? "" } } };
    const { way, parameters } = answered(200, await client.GET(`${AT}/passages/{id}`, ofPassage));
    expect(parameters).toEqual({ sum: 70 });
    expect(way).toMatchObject([{ stepId: "vip", outcome: "yes" }]);
    expect(answered(200, await client.GET(`${ONE}/statistics`, mine)).steps).toMatchObject([
      { stepId: "vip", passes: 1, contacts: 1 },
    ]);

    expect(answered(200, await client.POST(`${ONE}/pause`, mine)).status).toBe("paused");
    expect(answered(200, await client.POST(`${ONE}/resume`, mine)).status).toBe("active");
    expect(answered(200, await client.POST(`${ONE}/archive`, mine)).status).toBe("archived");
    answered(409, await client.POST(`${ONE}/archive`, mine));
    answered(409, await client.POST(`${ONE}/activate`, mine));
    answered(409, await client.PATCH(ONE, { ...mine, body: { name: "Late" } }));
    const copy = answered(201, await client.POST(`${ONE}/duplicate`, { ...mine, body: { name: "Copy" } }));
    answered(409, await client.POST(`${ONE}/duplicate`, { ...mine, body: { name: "Copy" } }));
    const ofCopy = { params: { path: { clientId, id: copy.id } } };
    expect(answered(200, await client.GET(ONE, ofCopy)).status).toBe("draft");
    const names = answered(200, await client.GET(`${AT}/workflows`, { params })).workflows;
    expect(names.map(({ name }) => name)).toEqual(["Copy", "Other", "Sales"]);
    answered(204, await client.DELETE(ONE, ofCopy));
  },

  async "a segment that a workflow starts by is not deleted"(installation: Installation) {
    const { client, clientId, params } = await newAutomation(installation);
    const at = { path: { clientId, dataCenterId: 1 } };
    const rules = {
      match: "all" as const,
      conditions: [{ subject: "field.City", is: "is" as const, value: "Linz" }],
    };
    const segments = `${AT}/data-centers/{dataCenterId}/segments` as const;
    const segment = answered(201, await client.POST(segments, { params: at, body: { name: "Linz", rules } }));
    const trigger = { type: "segment_met" as const, segmentId: segment.id };
    const body = { ...draft("From Linz"), definition: { ...definition, trigger } };
    const { id } = answered(201, await client.POST(`${AT}/workflows`, { params, body }));
    answered(200, await client.POST(`${ONE}/activate`, { params: { path: { clientId, id } } }));
    const one = { params: { path: { ...at.path, segmentId: segment.id } } };
    answered(409, await client.DELETE(`${segments}/{segmentId}`, one));
  },

  async "at the limit no further workflow is made"(installation: Installation) {
    const { client, clientId, params } = await newAutomation(installation);
    const made = [];
    for (let number = 0; number < MAX_WORKFLOWS; number++) {
      const body = { name: `Workflow ${number}`, dataCenterId: 1 };
      made.push(answered(201, await client.POST(`${AT}/workflows`, { params, body })));
    }
    answered(409, await client.POST(`${AT}/workflows`, { params, body: draft("One more") }));
    const first = { params: { path: { clientId, id: made[0]?.id ?? "" } } };
    answered(409, await client.POST(`${ONE}/duplicate`, { ...first, body: { name: "One more" } }));
  },
};
