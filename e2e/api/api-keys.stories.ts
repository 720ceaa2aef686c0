import { expect } from "vitest";
import type { components } from "@/client/schema";
import type { Installation, Program } from "./installation";
import { answered } from "./story";

const AT = "/api/v1/{clientId}/api-keys";

const create = ({ client, clientId }: Program, body: components["schemas"]["NewApiKey"]) =>
  client.POST(AT, { params: { path: { clientId } }, body });

export const API_KEY_STORIES = {
  async "a key is made, used and revoked"({ program, programWith }: Installation) {
    const { client, clientId } = program;
    const made = answered(201, await create(program, { name: "Shop", scopes: ["webhooks:read"] }));
    const params = { path: { clientId, id: made.apiKeyId } };
    const found = answered(200, await client.GET(`${AT}/{id}`, { params }));
    expect(found).toMatchObject({ name: "Shop", scopes: ["webhooks:read"], revokedAt: null });
    const query = { state: "active" as const, limit: 1_000 };
    const listed = await client.GET(AT, { params: { path: { clientId }, query } });
    expect(answered(200, listed).apiKeys.map(({ id }) => id)).toContain(made.apiKeyId);

    const own = programWith(clientId, made.key);
    const read = () => own.client.GET("/api/v1/{clientId}", { params: { path: { clientId } } });
    answered(200, await read());
    answered(204, await client.DELETE(`${AT}/{id}`, { params }));
    answered(401, await read());
    answered(404, await client.DELETE(`${AT}/{id}`, { params }));
    expect(answered(200, await client.GET(`${AT}/{id}`, { params })).revokedAt).not.toBeNull();
  },

  async "a key gives others no more than it has"({ program, clientId, newProgram }: Installation) {
    const poor = await newProgram(clientId, ["api-keys:write"]);
    const refused = await create(poor, { name: "More", scopes: ["api-keys:write", "audit:read"] });
    answered(403, refused);
    expect(refused.error).toMatchObject({ detail: expect.stringContaining("audit:read") });
    answered(201, await create(poor, { name: "As much", scopes: ["api-keys:write"] }));
    answered(
      400,
      await create(program, { name: "Elsewhere", scopes: ["events:write"], dataCenterIds: [998] }),
    );
  },
};
