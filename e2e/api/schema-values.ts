import fc from "fast-check";
import type { Json } from "@/lib/vocabulary";

/** What of JSON Schema the document uses. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  enum?: Json[];
  const?: Json;
  format?: string;
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  exclusiveMaximum?: number;
  items?: Schema;
  minItems?: number;
  maxItems?: number;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  not?: Schema;
}

export interface Known {
  resolve(ref: string): Schema;
  /** Values that mean something where the request goes, by the name of their place. */
  likely: Record<string, Json[]>;
  /** The references that lead to a place. */
  within?: readonly string[];
}

type Arbitrary = fc.Arbitrary<Json>;

/** Values that a schema takes; where the name of a place is known, mostly such as mean something there. */
export function valuesOf(schema: Schema, known: Known, name = ""): Arbitrary {
  if (schema.$ref) return valuesOfRef(schema.$ref, known, name);
  const likely = known.likely[name];
  if (likely) return fc.constantFrom(...likely);
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return fc.oneof(...choices.map((choice) => valuesOf(choice, known, name)));
  if (Array.isArray(schema.type)) {
    return fc.oneof(...schema.type.map((type) => valuesOf({ ...schema, type }, known, name)));
  }
  const make = BY_TYPE[schema.type ?? "any"];
  if (!make) throw new Error(`There are no values for ${JSON.stringify(schema)}.`);
  return make(schema, known, name);
}

/** Lists that stand within themselves (steps within a branch) are empty from the second level on. */
function valuesOfRef(ref: string, known: Known, name: string): Arbitrary {
  const { within = [] } = known;
  const schema = known.resolve(ref);
  const again = within.filter((each) => each === ref).length;
  if (again > 1 && schema.type === "array") return fc.constant([]);
  return valuesOf(schema, { ...known, within: [...within, ref] }, name);
}

const BY_TYPE: Record<string, (schema: Schema, known: Known, name: string) => Arbitrary> = {
  any: () => fc.jsonValue({ maxDepth: 2 }) as Arbitrary,
  null: () => fc.constant(null),
  boolean: () => fc.boolean(),
  integer: (schema) => fc.integer({ min: Math.ceil(leastOf(schema)), max: Math.floor(mostOf(schema)) }),
  number: (schema) => {
    const within = { min: leastOf(schema), max: mostOf(schema), noNaN: true, noDefaultInfinity: true };
    return fc.double({
      ...within,
      minExcluded: schema.exclusiveMinimum !== undefined,
      maxExcluded: schema.exclusiveMaximum !== undefined,
    });
  },
  string: stringsOf,
  array: ({ items = {}, minItems = 0, maxItems = 5 }, known, name) =>
    fc.array(valuesOf(items, known, name), {
      minLength: minItems,
      maxLength: Math.max(minItems, Math.min(maxItems, 5)),
    }),
  object: ({ properties = {}, required = [], additionalProperties }, known) => {
    const possible = Object.entries(properties).filter(([, schema]) => !schema.not);
    const named = Object.fromEntries(possible.map(([key, schema]) => [key, valuesOf(schema, known, key)]));
    const [needed, free] = [true, false].map((yes) =>
      Object.keys(named).filter((key) => required.includes(key) === yes),
    ) as [string[], string[]];
    const few = fc
      .subarray(free, { maxLength: Math.min(2, free.length) })
      .chain((keys) => fc.record(pick(named, [...needed, ...keys]), { noNullPrototype: true }));
    // What many settings must be together, no schema says: with few of them more requests get through.
    const mine = fc.oneof(few, fc.record(named, { requiredKeys: required, noNullPrototype: true }));
    const open = additionalProperties === undefined || additionalProperties === true;
    if (!open && possible.length > 0) return mine as Arbitrary;
    const more = fc.dictionary(
      fc.string({ maxLength: 5 }),
      BY_TYPE.any?.({}, known, "") ?? fc.constant(null),
      {
        maxKeys: 3,
      },
    );
    return fc.tuple(more, mine).map(([free, own]) => ({ ...free, ...own })) as Arbitrary;
  },
};

const pick = (named: Record<string, Arbitrary>, keys: string[]) =>
  Object.fromEntries(Object.entries(named).filter(([key]) => keys.includes(key)));

const leastOf = ({ minimum, exclusiveMinimum, type }: Schema) =>
  minimum ?? (exclusiveMinimum === undefined ? -(2 ** 31) : exclusiveMinimum + (type === "integer" ? 1 : 0));
const mostOf = ({ maximum, exclusiveMaximum, type }: Schema) =>
  Math.min(maximum ?? exclusiveMaximum ?? 2 ** 31 - 1, 2 ** 31 - 1) -
  (exclusiveMaximum !== undefined && type === "integer" ? 1 : 0);

const ISO = fc
  .date({ min: new Date("2020-01-01"), max: new Date("2030-01-01"), noInvalidDate: true })
  .map((date) => date.toISOString());

function stringsOf({ format, pattern, minLength = 0, maxLength = 40 }: Schema): Arbitrary {
  if (format === "uuid") return fc.uuid();
  if (format === "date-time") return ISO;
  if (format === "email") return fc.emailAddress();
  if (pattern) return fc.stringMatching(new RegExp(pattern));
  const length = { minLength, maxLength: Math.max(minLength, Math.min(maxLength, 40)) };
  return fc
    .oneof(fc.string(length), fc.string({ ...length, unit: "grapheme" }))
    .filter((text) => text.length <= maxLength);
}

/** What no schema foresees in most places. */
const HOSTILE: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom<Json>(null, true, 0, -1, 1.5, 1e308, 2 ** 53, "", " ", "x", [], {}, [[[]]], { a: {} }),
  fc.constantFrom<Json>(
    "\u0000",
    "\ud800",
    "\u202e",
    "a\r\nb",
    "x".repeat(5_000),
    "' OR 1=1 --",
    "<script>",
    "../../x",
  ),
  fc.constantFrom<Json>(
    "2026-02-30T10:00:00Z",
    "1",
    "NaN",
    "tdg_x",
    Array.from({ length: 2_000 }, () => 1),
  ),
  fc.constant(JSON.parse('{"__proto__":{"admin":true},"constructor":1}') as Json),
  fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Json>,
);

/** Values with one place replaced, taken out, or added. */
export const spoiled = (good: Arbitrary): Arbitrary =>
  fc
    .tuple(good, fc.nat(10_000), fc.nat(3), HOSTILE)
    .map(([value, nth, how, hostile]) => spoil(value, nth, how, hostile));

function spoil(value: Json, nth: number, how: number, hostile: Json): Json {
  const copy: Holder = { value: structuredClone(value) };
  const places = placesIn(copy);
  const { holder, key } = places[nth % places.length] ?? { holder: copy, key: "value" };
  const found = holder[key];
  if (how === 0 && !Array.isArray(holder) && holder !== copy) delete holder[key];
  else if (how === 1 && typeof found === "object" && found !== null && !Array.isArray(found))
    found.unforeseen = hostile;
  else holder[key] = hostile;
  return copy.value ?? null;
}

type Holder = Record<string, Json>;

function placesIn(holder: Holder): { holder: Holder; key: string }[] {
  return Object.entries(holder).flatMap(([key, value]) => [
    { holder, key },
    ...(typeof value === "object" && value !== null ? placesIn(value as Holder) : []),
  ]);
}
