import { STATUS_CODES } from "node:http";
import { z } from "zod";
import {
  createDocument,
  type ZodOpenApiOperationObject,
  type ZodOpenApiParameterObject,
  type ZodOpenApiPathsObject,
  type ZodOpenApiResponsesObject,
} from "zod-openapi";
import { PROBLEMS, type ProblemName } from "@/lib/errors";
import { VERSION } from "@/lib/version";
import { INTRODUCTION } from "./introduction";
import { type Operation, type OperationAnswer, roleFor, SECTIONS } from "./operation";
import { OPERATIONS } from "./operations";
import { problemsOf } from "./problems-of";
import { sentRequests } from "./sent-requests";

/** The whole API as OpenAPI 3.1, made of the very schemas that the routes parse with. */
export function openApiDocument({ publicUrl }: { publicUrl: string }) {
  return createDocument(
    {
      openapi: "3.1.0",
      info: {
        title: "Tidings",
        version: VERSION,
        description: INTRODUCTION,
        license: { name: "MIT", identifier: "MIT" },
      },
      servers: [{ url: publicUrl, description: "This installation." }],
      security: [{ apiKey: [] }],
      tags: Object.entries(SECTIONS).map(([name, description]) => ({ name, description })),
      paths: paths(),
      webhooks: sentRequests(),
      components: {
        securitySchemes: {
          apiKey: {
            type: "http",
            scheme: "bearer",
            description: "An API key of the account, `tdg_…`, made under Administration » API keys.",
          },
        },
        headers: HEADERS,
        responses: Object.fromEntries(
          OPERATIONS.flatMap((operation) => [...problemsOf(operation)]).map(([status, names]) => [
            responseName(names),
            failure(status, names),
          ]),
        ),
        schemas: { Problem: problem },
      },
    },
    {
      allowEmptySchema: { custom: true, unknown: true },
      override({ jsonSchema }) {
        // Not a format that anybody else knows; the pattern beside it says the same.
        if (jsonSchema.format === "starts_with") delete jsonSchema.format;
      },
    },
  );
}

const problem = z
  .strictObject({
    type: z.string().meta({ description: "Which problem it is; the address of a page that explains it." }),
    title: z.string(),
    status: z.int(),
    detail: z.string().meta({ description: "What is wrong this time, and what to do." }),
    errors: z
      .array(
        z.strictObject({
          index: z.int().optional().meta({ description: "Which element, where an array was sent." }),
          path: z.string().meta({ description: "Dotted: `triggers.0.type`." }),
          message: z.string(),
          remedy: z.string(),
        }),
      )
      .optional(),
  })
  .meta({ id: "Problem", description: "RFC 9457 problem details." });

const HEADERS = {
  Location: { description: "The address of what was made.", schema: { type: "string" as const } },
  ETag: {
    description: "Names this state; send it as `If-Match` to change nothing else than what you read.",
    schema: { type: "string" as const },
  },
  RateLimit: {
    description: "What is left of the limit (`r`) and when it is full again (`t`, seconds).",
    schema: { type: "string" as const },
    example: '"default";r=11999;t=60',
  },
  "RateLimit-Policy": {
    description: "How many calls (`q`) are allowed within how many seconds (`w`).",
    schema: { type: "string" as const },
    example: '"default";q=12000;w=60',
  },
  "Retry-After": {
    description: "Seconds after which to try again.",
    schema: { type: "integer" as const },
  },
};

type HeaderName = keyof typeof HEADERS;

function paths(): ZodOpenApiPathsObject {
  const byPath: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const operation of OPERATIONS) {
    const methods = byPath[operation.path] ?? {};
    methods[operation.method.toLowerCase()] = toOpenApi(operation);
    byPath[operation.path] = methods;
  }
  return byPath as ZodOpenApiPathsObject;
}

function toOpenApi(operation: Operation): ZodOpenApiOperationObject {
  const { id, section, summary, description, scope, body, query } = operation;
  return {
    operationId: id,
    tags: [section],
    summary,
    description: [description, accessOf(operation)].filter(Boolean).join("\n\n"),
    "x-scope": scope,
    parameters: parametersOf(operation),
    ...(query && { requestParams: { query } }),
    ...(body && {
      requestBody: {
        required: !body.optional,
        content: { "application/json": { schema: body.schema, examples: body.examples } },
      },
    }),
    responses: responsesOf(operation),
  };
}

const accessOf = (operation: Operation) =>
  roleFor(operation) === "member"
    ? `Scope \`${operation.scope}\`; in the console every member of the account.`
    : `Scope \`${operation.scope}\`; in the console administrators.`;

function parametersOf({ path, params = {}, conditional, method }: Operation): ZodOpenApiParameterObject[] {
  const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
  const described = { clientId: { description: "The account's client id.", example: 1 }, ...params };
  const inPath = named.map((name): ZodOpenApiParameterObject => {
    const param = described[name as "clientId"] as Param;
    const { description, example } = param;
    return { ...{ name, in: "path", required: true, description, example }, schema: schemaOf(param) };
  });
  return [...inPath, ...(conditional ? [IF_MATCH] : []), ...(method === "POST" ? [IDEMPOTENCY_KEY] : [])];
}

type Param = NonNullable<Operation["params"]>[string];

function schemaOf({ example, values, longest }: Param) {
  if (longest) return { type: "string" as const, minLength: 1, maxLength: longest };
  if (values) return { type: "string" as const, enum: [...values] };
  return typeof example === "number"
    ? { type: "integer" as const, minimum: 1 }
    : { type: "string" as const, format: "uuid" };
}

const IF_MATCH: ZodOpenApiParameterObject = {
  name: "If-Match",
  in: "header",
  description: "The `ETag` that was read: if it was changed since, nothing is done and the answer is 412.",
  schema: { type: "string" },
};

const IDEMPOTENCY_KEY: ZodOpenApiParameterObject = {
  name: "Idempotency-Key",
  in: "header",
  description:
    "1 to 255 printable characters, such as a UUID. A call that is repeated under the same key within a day is carried out once and answered as the first time.",
  schema: { type: "string", minLength: 1, maxLength: 255 },
};

function responsesOf(operation: Operation): ZodOpenApiResponsesObject {
  const responses: Record<string, unknown> = {};
  for (const [status, answer] of Object.entries(operation.answers)) responses[status] = success(answer);
  for (const [status, names] of problemsOf(operation)) {
    responses[status] = { $ref: `#/components/responses/${responseName(names)}` };
  }
  return responses as ZodOpenApiResponsesObject;
}

/** Calls that can go wrong in the same ways share the description of it. */
const responseName = (names: ProblemName[]) => names.join(".");

const headerRefs = (names: HeaderName[]) =>
  Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));

const success = ({ description, schema, example, headers = [] }: OperationAnswer) => ({
  description,
  headers: headerRefs([...headers, "RateLimit", "RateLimit-Policy"]),
  ...(schema && {
    content: { "application/json": { schema, ...(example !== undefined && { example }) } },
  }),
});

function failure(status: number, names: ProblemName[]) {
  const waits = status === 429 || status === 503;
  return {
    description: `${STATUS_CODES[status]}: ${names.map((name) => `[${name}](/problems/${name})`).join(", ")}.`,
    headers: headerRefs(waits ? ["Retry-After"] : []),
    content: {
      "application/problem+json": {
        schema: problem,
        examples: Object.fromEntries(
          names.map((name) => [
            name,
            {
              summary: PROBLEMS[name].title,
              value: { type: `/problems/${name}`, title: PROBLEMS[name].title, status, detail: "…" },
            },
          ]),
        ),
      },
    },
  };
}
