import { expect } from "vitest";
import {
  addItem as addOperations,
  deleteItem as deleteOperations,
  getList,
  putItem as putOperations,
  putList as replaceOperations,
} from "@/lib/api/operations/master-data";
import { MASTER_LISTS, MAX_ITEMS, type MasterList } from "@/lib/data-centers/schema";
import { call } from "./everywhere";
import type { Installation } from "./installation";
import { answered } from "./story";
import { newWebhook } from "./webhooks.stories";

const AT = "/api/v1/{clientId}/data-centers";

/** Items of each list that differ in whatever must differ. */
const ITEMS: Record<MasterList, (id: number) => Record<string, unknown>> = {
  personas: (id) => ({ id, name: "A persona", threshold: 100 }),
  leadScorings: (id) => ({ id, name: "A lead scoring", stages: [] }),
  fields: (id) => ({ id, code: `code_${id}`, label: "A field", type: "text", keyField: false }),
  mailings: (id) => ({ id, name: "A mailing" }),
  communicationTypes: (id) => ({ id, name: "A communication type" }),
};

/** Narrows a webhook to the first of each. */
const NARROWED = {
  personas: { type: "persona.threshold_passed", personaIds: [1] },
  leadScorings: { type: "lead_scoring.threshold_passed", leadScorings: [{ id: 1 }] },
  fields: { type: "contact.updated", properties: ["code_1"] },
  mailings: { type: "message.opened", mailingIds: [1] },
  communicationTypes: { type: "message.opened", communicationTypes: [1] },
} as const;

const ofList = (list: MasterList) => async (installation: Installation) => {
  const program = await installation.newProgram(installation.clientId);
  const { client, clientId } = program;
  const dataCenterId = 100 + MASTER_LISTS.indexOf(list);
  const whole = { params: { path: { clientId, dataCenterId } } };
  answered(201, await client.PUT(`${AT}/{dataCenterId}`, { ...whole, body: { name: list } }));

  const send = async (
    status: number,
    operation: (typeof getList)[MasterList],
    itemId: number,
    body?: unknown,
    header = {},
  ) => {
    const raw = body === undefined ? {} : { raw: JSON.stringify(body) };
    const sent = { path: { dataCenterId, itemId }, header, ...raw };
    const { response, error } = await call(program, operation, sent);
    expect([operation.id, response.status, error]).toEqual([operation.id, status, error]);
    return response;
  };
  const item = ITEMS[list];
  await send(201, putOperations[list], 1, item(1));
  await send(200, putOperations[list], 1, item(1));
  await send(201, addOperations[list], 0, { ...item(3), id: undefined });
  await send(409, addOperations[list], 0, item(1));
  const read = await send(200, getList[list], 0);
  const stale = { "If-Match": read.headers.get("etag") ?? "" };
  const many = Array.from({ length: MAX_ITEMS[list] }, (_, index) => item(index + 1));
  await send(200, replaceOperations[list], 0, { [list]: many }, stale);
  await send(412, replaceOperations[list], 0, { [list]: [] }, stale);
  await send(409, putOperations[list], MAX_ITEMS[list] + 1, item(MAX_ITEMS[list] + 1));

  const narrowed = NARROWED[list];
  await newWebhook(installation, {
    ...{ dataCenterId, triggers: [narrowed as never], status: "inactive" },
    ...(narrowed.type === "message.opened" && {
      ...{ profile: "stream", status: "created", url: "https://receiver.example.com/hook" },
    }),
  });
  await send(409, deleteOperations[list], 1);
  await send(409, replaceOperations[list], 0, { [list]: [] });
  await send(204, deleteOperations[list], 2);
};

export const DATA_CENTER_STORIES = {
  async "a data center to try things out with is made"(installation: Installation) {
    const { client, clientId } = installation.program;
    const body = { name: "Playground", sampleData: true };
    const made = answered(201, await client.POST(AT, { params: { path: { clientId } }, body }));
    expect(made).toMatchObject({ name: "Playground", counts: { personas: expect.any(Number) } });
    expect(made.counts.personas).toBeGreaterThan(0);
  },

  async "a data center is made, renamed and read"(installation: Installation) {
    const { client, clientId } = installation.program;
    const params = { path: { clientId, dataCenterId: 50 } };
    const put = (name: string) => client.PUT(`${AT}/{dataCenterId}`, { params, body: { name } });
    answered(201, await put("Alpha"));
    expect(answered(200, await put("Beta")).name).toBe("Beta");
    expect(answered(200, await client.GET(`${AT}/{dataCenterId}`, { params }))).toMatchObject({
      id: 50,
      name: "Beta",
    });
    const { dataCenters } = answered(200, await client.GET(AT, { params: { path: { clientId } } }));
    expect(dataCenters.map(({ name }) => name)).toContain("Beta");
  },
  ...Object.fromEntries(MASTER_LISTS.map((list) => [`a data center's ${list}`, ofList(list)])),
};
