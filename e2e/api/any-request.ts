import fc from "fast-check";
import type { Operation } from "@/lib/api/operation";
import type { Json } from "@/lib/vocabulary";
import { document } from "./contract";
import { type Known, type Schema, spoiled, valuesOf } from "./schema-values";

/** Requests made of nothing but the document, every second one with something in it that the document refuses. */

export interface AnyRequest {
  /** Path and query, encoded. */
  address: string;
  headers: Record<string, string>;
  /** As it is sent; undefined where nothing is. */
  raw: string | undefined;
  /** What JSON it is, where it is any. */
  body: Json | undefined;
}

interface Parameter {
  name: string;
  in: "path" | "query" | "header";
  required?: boolean;
  schema: Schema;
}

const resolve = (ref: string): Schema =>
  ref
    .slice(2)
    .split("/")
    .reduce((node: unknown, key) => (node as Record<string, unknown>)[key], document) as Schema;

interface DocumentedCall {
  parameters?: Parameter[];
  requestBody?: {
    required?: boolean;
    content: { "application/json": { schema: Schema; examples: Record<string, { value: Json }> } };
  };
}

export function requestsOf(operation: Operation, likely: Known["likely"]): fc.Arbitrary<AnyRequest> {
  const methods = document.paths?.[operation.path] as Record<string, DocumentedCall> | undefined;
  const { parameters = [], requestBody } = methods?.[operation.method.toLowerCase()] ?? {};
  const known: Known = { resolve, likely };
  const of = (kind: Parameter["in"]) => parameters.filter((parameter) => parameter.in === kind);

  // An id means something only behind the noun that it belongs to.
  const nounOf = (name: string) => /([\w-]+)\/$/.exec(operation.path.split(`{${name}}`)[0] ?? "")?.[1] ?? "";
  const segment = ({ name, schema }: Parameter) =>
    valuesOf(schema, known, Object.hasOwn(likely, nounOf(name)) ? nounOf(name) : name);
  const path = fc.record(Object.fromEntries(of("path").map((one) => [one.name, segment(one)])));
  const query = recordOf(of("query"), ({ name, schema }) => valuesOf(schema, known, name));
  const good = fc.record({ path, query, headers: fc.constant({}), sent: goodBodies(requestBody, known) });
  const bad = fc.record({
    path: fc.record(Object.fromEntries(of("path").map((one) => [one.name, mostly(segment(one), SEGMENTS)]))),
    query: mostly(
      recordOf(of("query"), ({ name, schema }) => mostly(valuesOf(schema, known, name), SEGMENTS)),
      UNFORESEEN,
    ),
    headers: mostly(fc.constant({}), HEADERS),
    sent: badBodies(requestBody, known),
  });
  return fc.oneof(good, bad).map(({ path, query, headers, sent: { raw, body, contentType } }) => ({
    address: addressOf(operation.path, path as Record<string, Json>, query as Record<string, Json>),
    headers: { ...headers, ...(contentType !== undefined && { "content-type": contentType }) } as Record<
      string,
      string
    >,
    ...{ raw, body },
  }));
}

/** Three of four as they should be. */
const mostly = <One, Other>(usual: fc.Arbitrary<One>, odd: fc.Arbitrary<Other>): fc.Arbitrary<One | Other> =>
  fc.oneof({ weight: 3, arbitrary: usual }, { weight: 1, arbitrary: odd });

function recordOf<Value>(parameters: Parameter[], made: (parameter: Parameter) => fc.Arbitrary<Value>) {
  return fc.record(Object.fromEntries(parameters.map((one) => [one.name, made(one)])), {
    requiredKeys: parameters.filter(({ required }) => required).map(({ name }) => name),
  });
}

/** What an address may carry instead. */
const SEGMENTS = fc.oneof(
  fc.constantFrom(
    "0",
    "-1",
    "1.0",
    "01",
    "1e3",
    "99999999999999999999",
    "null",
    "%",
    "a\u0000b",
    "é",
    "{id}",
  ),
  fc.uuid(),
  fc.string({ minLength: 1, maxLength: 300, unit: "binary" }),
);
const UNFORESEEN = fc.dictionary(fc.string({ minLength: 1, maxLength: 10, unit: "binary" }), SEGMENTS, {
  maxKeys: 3,
});

const PRINTABLE = fc.string({ maxLength: 300, unit: "grapheme-ascii" });
const HEADERS = fc.record(
  {
    "If-Match": fc.oneof(
      fc.constantFrom("*", '"1-active"', 'W/"1-active"', '"a", "b"', '"', "x", "", '"1-active" x'),
      PRINTABLE,
    ),
    "Idempotency-Key": fc.oneof(
      fc.uuid(),
      fc.constantFrom("one", "two", "", " ", "a b", "x".repeat(256)),
      PRINTABLE,
    ),
  },
  { requiredKeys: [] },
);

type Sent = Pick<AnyRequest, "raw" | "body"> & { contentType?: string };
const JSON_TYPE = "application/json";

const asJson = (body: Json): Sent => ({ raw: JSON.stringify(body), body, contentType: JSON_TYPE });
const NOTHING = fc.constant<Sent>({ raw: undefined, body: undefined });

type Body = NonNullable<DocumentedCall["requestBody"]>;

const jsonOf = ({ content }: Body, known: Known) => valuesOf(content[JSON_TYPE].schema, known);

/** The examples of the document with a few values of their own. */
function changedExamples({ content }: Body, known: Known): fc.Arbitrary<Json> {
  const { schema, examples } = content[JSON_TYPE];
  const whole = schema.$ref ? known.resolve(schema.$ref) : schema;
  const example = fc.constantFrom(...Object.values(examples).map(({ value }) => value));
  if (!whole.properties) return example;
  // A label is only taken once.
  const required = Object.keys(whole.properties).filter((name) => name === "label");
  return fc
    .tuple(example, valuesOf({ ...whole, required }, known))
    .map(([before, changes]) => Object.assign({}, before, changes));
}

function goodBodies(requestBody: DocumentedCall["requestBody"], known: Known): fc.Arbitrary<Sent> {
  if (!requestBody) return NOTHING;
  const bodies = fc.oneof(jsonOf(requestBody, known), changedExamples(requestBody, known)).map(asJson);
  return requestBody.required ? bodies : fc.oneof({ weight: 3, arbitrary: bodies }, NOTHING);
}

function badBodies(requestBody: DocumentedCall["requestBody"], known: Known): fc.Arbitrary<Sent> {
  if (!requestBody) return NOTHING;
  const good = fc.oneof(jsonOf(requestBody, known), changedExamples(requestBody, known));
  const unreadable = fc
    .tuple(good, fc.nat(10_000), fc.constantFrom("cut", "type", "nothing", "twice"))
    .map(([body, at, how]): Sent => {
      const raw = JSON.stringify(body);
      if (how === "type") return { raw, body: undefined, contentType: "text/plain" };
      const broken = { cut: raw.slice(0, at % raw.length), twice: raw + raw, nothing: "" }[how] ?? "";
      return { raw: broken, body: undefined, contentType: JSON_TYPE };
    });
  return fc.oneof({ weight: 4, arbitrary: spoiled(good).map(asJson) }, { weight: 1, arbitrary: unreadable });
}

function addressOf(pattern: string, path: Record<string, Json>, query: Record<string, Json>): string {
  const encode = (value: Json | undefined) => encodeURIComponent(String(value).toWellFormed());
  const pathname = pattern.replace(/\{(\w+)\}/g, (_, name) => encode(path[name]));
  const pairs = Object.entries(query).map(([name, value]) => `${encode(name)}=${encode(value)}`);
  return pairs.length === 0 ? pathname : `${pathname}?${pairs.join("&")}`;
}
