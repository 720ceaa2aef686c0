import { z } from "zod";
import { apiKeyFilterSchema, apiKeyViewSchema, newApiKeySchema } from "@/lib/api-keys/schema";
import { inAccount, type Operation } from "../operation";
import { exampleId } from "./examples";

const API_KEY = { id: { description: "The key's id.", example: exampleId.apiKey } };

const apiKey = apiKeyViewSchema.meta({ id: "ApiKey" });
const exampleKey = {
  ...{ id: exampleId.apiKey, name: "Shop", hint: "tdg_x3Qf…", scopes: ["events:write"] },
  ...{ dataCenterIds: [1], createdAt: "2026-11-26T10:00:00.000Z", createdBy: "ada@example.org" },
  ...{ lastUsedAt: "2026-11-26T10:04:00.000Z", revokedAt: null },
};

export const listApiKeys: Operation = {
  id: "listApiKeys",
  section: "API keys",
  method: "GET",
  path: inAccount("/api-keys"),
  summary: "Get the API keys",
  description: "Newest first by default, revoked ones included. The keys themselves can't be read.",
  scope: "api-keys:write",
  anyPlan: true,
  query: apiKeyFilterSchema,
  answers: {
    200: {
      description: "One page of them, and how many there are in all.",
      schema: z.strictObject({ apiKeys: z.array(apiKey), total: z.int() }),
      example: { apiKeys: [exampleKey], total: 1 },
    },
  },
};

export const createApiKey: Operation = {
  id: "createApiKey",
  section: "API keys",
  method: "POST",
  path: inAccount("/api-keys"),
  summary: "Create an API key",
  description:
    "The key is in this answer and nowhere else. A key can give others only scopes that it has itself, and data centers within its own; a person, as an administrator, may give any. `dataCenterIds` left out means all.",
  scope: "api-keys:write",
  anyPlan: true,
  body: {
    schema: newApiKeySchema.meta({ id: "NewApiKey" }),
    examples: {
      producer: {
        summary: "For a producer of events",
        value: { name: "Shop", scopes: ["events:write"], dataCenterIds: [1] },
      },
    },
  },
  answers: {
    201: {
      description: "It was created.",
      schema: z.strictObject({ apiKeyId: z.uuid(), key: z.string() }),
      example: { apiKeyId: exampleId.apiKey, key: "tdg_x3QfJmV5dGhpbmcgdGhhdCBpcyBub3QgYSBrZXk" },
      headers: ["Location"],
    },
  },
  secretAnswer: true,
};

export const getApiKey: Operation = {
  id: "getApiKey",
  section: "API keys",
  method: "GET",
  path: inAccount("/api-keys/{id}"),
  summary: "Get an API key",
  description: "A revoked one is still read.",
  scope: "api-keys:write",
  anyPlan: true,
  params: API_KEY,
  answers: { 200: { description: "The key, without itself.", schema: apiKey, example: exampleKey } },
};

export const revokeApiKey: Operation = {
  id: "revokeApiKey",
  section: "API keys",
  method: "DELETE",
  path: inAccount("/api-keys/{id}"),
  summary: "Revoke an API key",
  description:
    "From the next request on it is refused. This can't be taken back; once revoked it is 404 here.",
  scope: "api-keys:write",
  anyPlan: true,
  params: API_KEY,
  answers: { 204: { description: "It is revoked." } },
};
