import Ajv2020, { type ValidateFunction } from "ajv/dist/2020";
import addFormats from "ajv-formats";
import { openApiDocument } from "@/lib/api/openapi";
import type { Operation } from "@/lib/api/operation";
import { OPERATIONS } from "@/lib/api/operations";
import { problemsOf } from "@/lib/api/problems-of";

/** What the OpenAPI document promises of answers, as whoever reads nothing else understands it. */
export const document = openApiDocument({ publicUrl: "http://127.0.0.1:3000" });

export interface GivenAnswer {
  status: number;
  headers: Headers;
  text: string;
}

interface DocumentedAnswer {
  $ref?: string;
  headers?: Record<string, unknown>;
  content?: Record<string, { schema: unknown }>;
}

const ID = "https://tidings.test/openapi.json";
const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats(ajv);
ajv.addSchema(document, ID);

/** Compiles a place of the document: `["paths", "/api/v1/…", "get", …]`. */
export const validatorAt = (...place: string[]): ValidateFunction => {
  const pointer = place.map((part) => encodeURIComponent(part.replaceAll("~", "~0").replaceAll("/", "~1")));
  const $ref = `${ID}#/${pointer.join("/")}`;
  return ajv.getSchema($ref) ?? ajv.compile({ $ref });
};

/** The operation that an address belongs to. */
export function operationAt(method: string, pathname: string): Operation | undefined {
  const fitting = OPERATIONS.filter((operation) => {
    const pattern = operation.path.replace(/\{\w+\}/g, "[^/]+");
    return operation.method === method && new RegExp(`^${pattern}$`).test(pathname);
  });
  const holes = ({ path }: Operation) => path.split("{").length;
  return fitting.toSorted((one, other) => holes(one) - holes(other))[0];
}

/** What of an answer the document doesn't say, in words; nothing if it is as documented. */
export function deviations(operation: Operation, { status, headers, text }: GivenAnswer): string[] {
  const named = `${operation.id} ${status}`;
  const place = ["paths", operation.path, operation.method.toLowerCase(), "responses", String(status)];
  const { found, at } = lookUp(place);
  if (!found) return [`${named} is not documented: ${text.slice(0, 500)}`];
  const missing = Object.keys(found.headers ?? {}).filter((name) => !headers.has(name));
  const faults = missing.map((name) => `${named} has no ${name}`);
  const [mediaType, content] = Object.entries(found.content ?? {})[0] ?? [];
  if (!mediaType || !content) return text === "" ? faults : [...faults, `${named} has a body`];
  if (headers.get("content-type") !== mediaType) {
    return [...faults, `${named} is ${headers.get("content-type")}, not ${mediaType}`];
  }
  const validate = validatorAt(...at, "content", mediaType, "schema");
  const body: unknown = JSON.parse(text);
  if (!validate(body)) faults.push(`${named}: ${ajv.errorsText(validate.errors)} in ${text.slice(0, 1_000)}`);
  return [...faults, ...(status >= 400 ? oddities(operation, status, body as ProblemBody) : [])];
}

/** The answer that stands at a place, and where it really is if the place only points to it. */
function lookUp(place: string[]): { found: DocumentedAnswer | undefined; at: string[] } {
  const step = (node: unknown, key: string) => (node as Record<string, unknown> | undefined)?.[key];
  const found = place.reduce<unknown>(step, document) as DocumentedAnswer | undefined;
  return found?.$ref ? lookUp(found.$ref.slice(2).split("/")) : { found, at: place };
}

interface ProblemBody {
  type: string;
  status: number;
  detail: string;
  errors?: { path: string; message: string; remedy: string }[];
}

/** What a problem document must be beyond its schema: of a documented kind, and of use to whoever reads it. */
function oddities(operation: Operation, status: number, body: ProblemBody): string[] {
  const name = body.type.slice("/problems/".length);
  const named = `${operation.id} ${status} ${name}`;
  const faults: string[] = [];
  const names: readonly string[] = problemsOf(operation).get(status) ?? [];
  if (!names.includes(name)) faults.push(`${named} is not documented: ${body.detail}`);
  if (body.status !== status) faults.push(`${named} says ${body.status}`);
  if (body.detail.trim() === "") faults.push(`${named} has no detail`);
  if (name === "validation_failed" && !body.errors?.length) faults.push(`${named} names no place`);
  for (const { path, message, remedy } of body.errors ?? []) {
    if (message === "") faults.push(`${named} says nothing about ${path}`);
    if (!/^\S.*[.…]$/s.test(remedy)) faults.push(`${named} has no remedy for "${path}", but "${remedy}"`);
  }
  return faults;
}

/** Everything that the document shows of an operation: `getRun 200`, `getRun 404 not_found`. */
const promisesOf = (operation: Operation): string[] => [
  ...Object.keys(operation.answers).map((status) => `${operation.id} ${status}`),
  ...[...problemsOf(operation)].flatMap(([status, names]) =>
    names.map((name) => `${operation.id} ${status} ${name}`),
  ),
];

/** Compares each answer with the document, and remembers which of its promises were seen. */
export function createLedger() {
  const seen = new Set<string>();
  const faults: string[] = [];
  return {
    faults,
    note(operation: Operation, answer: GivenAnswer): void {
      faults.push(...deviations(operation, answer));
      const problem = answer.status >= 400 ? /"type":"\/problems\/(\w+)"/.exec(answer.text)?.[1] : undefined;
      seen.add([operation.id, answer.status, problem].filter(Boolean).join(" "));
    },
    /** What is documented and was never answered. */
    unseen: () => OPERATIONS.flatMap(promisesOf).filter((promise) => !seen.has(promise)),
  };
}

export type Ledger = ReturnType<typeof createLedger>;
