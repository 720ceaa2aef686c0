import { expect } from "vitest";
import type { Installation } from "./installation";
import { answered } from "./story";

const AT = "/api/v1/{clientId}/data-centers/{dataCenterId}";
const rules = {
  match: "all" as const,
  conditions: [{ subject: "field.city", is: "is" as const, value: "Graz" }],
};

/** In an account of its own, so that nobody else's contacts are among them. */
async function newDirectory(installation: Installation) {
  const clientId = await installation.newAccount(`Directory${crypto.randomUUID().slice(0, 8)}`);
  const { client } = await installation.newProgram(clientId);
  return { client, path: { clientId, dataCenterId: 1 } };
}

export const CONTACT_STORIES = {
  async "contacts are written, found, changed, deleted and erased"(installation: Installation) {
    const { client, path } = await newDirectory(installation);
    const body = {
      contacts: [
        { id: "QX-1", email: "quinn@example.org", properties: { FirstName: "Quinn", City: "Graz" } },
        { email: "nobody.else@example.org" },
      ],
    };
    const write = () => client.POST(`${AT}/contacts`, { params: { path }, body });
    const results = (answer: { contacts: { result: string }[] }) =>
      answer.contacts.map(({ result }) => result);
    expect(results(answered(200, await write()))).toEqual(["created", "created"]);
    expect(results(answered(200, await write()))).toEqual(["unchanged", "unchanged"]);
    const query = { q: "quinn" };
    const list = answered(200, await client.GET(`${AT}/contacts`, { params: { path, query } }));
    expect(list).toMatchObject({ contacts: [{ id: "QX-1", name: "Quinn" }], next: null, stopped: false });
    const params = { path: { ...path, contactId: "QX-1" } };
    const change = {
      properties: { City: null, Company: "Quantum" },
      consent: { consentType: "express" as const },
    };
    const changed = answered(200, await client.PATCH(`${AT}/contacts/{contactId}`, { params, body: change }));
    expect(changed.properties).toEqual({ FirstName: "Quinn", Company: "Quantum" });
    expect(answered(200, await client.GET(`${AT}/contacts/{contactId}`, { params }))).toEqual(changed);
    answered(204, await client.DELETE(`${AT}/contacts/{contactId}`, { params }));
    answered(404, await client.GET(`${AT}/contacts/{contactId}`, { params }));
    const erasure = { params: { path }, body: { email: "nobody.else@example.org" } };
    expect(answered(200, await client.POST(`${AT}/erasures`, erasure))).toMatchObject({
      contacts: 1,
      events: 1,
    });
  },

  async "groups and segments are made, changed and deleted"(installation: Installation) {
    const { client, path } = await newDirectory(installation);
    const params = { path };
    const group = answered(201, await client.POST(`${AT}/groups`, { params, body: { id: 7, name: "VIP" } }));
    answered(409, await client.POST(`${AT}/groups`, { params, body: { id: 7, name: "Again" } }));
    const ofGroup = { params: { path: { ...path, groupId: group.id } } };
    const renamed = await client.PUT(`${AT}/groups/{groupId}`, { ...ofGroup, body: { name: "Very" } });
    expect(answered(200, renamed)).toEqual({ id: 7, name: "Very", contacts: 0 });
    expect(answered(200, await client.GET(`${AT}/groups`, { params })).groups).toEqual([renamed.data]);

    const inGroup = { subject: "group", is: "in" as const, value: 7 };
    const asking = { name: "In it", rules: { match: "any" as const, conditions: [inGroup] } };
    const segment = answered(201, await client.POST(`${AT}/segments`, { params, body: asking }));
    answered(409, await client.POST(`${AT}/segments`, { params, body: { ...asking, id: segment.id } }));
    answered(409, await client.DELETE(`${AT}/groups/{groupId}`, ofGroup));
    const ofSegment = { params: { path: { ...path, segmentId: segment.id } } };
    const body = { name: "Of Graz", rules };
    const changed = answered(200, await client.PUT(`${AT}/segments/{segmentId}`, { ...ofSegment, body }));
    expect(answered(200, await client.GET(`${AT}/segments`, { params })).segments).toEqual([changed]);
    answered(204, await client.DELETE(`${AT}/segments/{segmentId}`, ofSegment));
    answered(204, await client.DELETE(`${AT}/groups/{groupId}`, ofGroup));
  },
};
