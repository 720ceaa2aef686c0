import type { RenderableEvent } from "@/lib/payloads/renderable-event";

/** What a body is made of besides its event: facts of the request, which stay the same at every attempt. */
export interface RenderContext {
  /** When the first attempt was made, in milliseconds since 1970. */
  frozenAt: number;
  /** A person asked for it, to try the endpoint. */
  test: boolean;
}

/** One field of a body. */
interface Value {
  name: string;
  /** Where the value comes from, as a person reads it: `data.mailingId`. */
  from: string;
  /** What is undefined is left out of the body. */
  value(event: RenderableEvent, context: RenderContext): unknown;
}

/** An object; left out where nothing stands in it, unless it is always there. */
interface Group {
  name: string;
  always?: true;
  fields: readonly WireField[];
}

/** A list of objects, one for each item. */
interface List {
  name: string;
  from: string;
  items(event: RenderableEvent): readonly Item[] | undefined;
  each: readonly { name: string; from: string; value(item: Item): unknown }[];
}

// biome-ignore lint/suspicious/noExplicitAny: a list's fields know what its items are
type Item = any;

/** Fields whose names depend on the event; `name` is the pattern of them: `key_<code>`. */
interface Members {
  name: string;
  from: string;
  members(event: RenderableEvent): Iterable<readonly [name: string, value: unknown]>;
}

export type WireField = Value | Group | List | Members;

/** How a style writes an event type. The same declaration makes the body and the table that documents it. */
export interface Wire {
  /** What the style calls the type; several where that depends on the event. */
  names: readonly string[];
  /** In the order in which they are written. */
  fields: readonly WireField[];
  /** The object that a body is made of. */
  write: Write;
}

type Written = Record<string, unknown>;
type Write = (event: RenderableEvent, context: RenderContext) => Written;
type WriteInto = (written: Written, event: RenderableEvent, context: RenderContext) => void;

export const wire = (names: readonly string[], fields: readonly WireField[]): Wire => ({
  names,
  fields,
  write: writerOf(fields),
});

/** Which kind each field is gets looked at once, not for every event: a body took half as long again. */
function writerOf(fields: readonly WireField[]): Write {
  const writers = fields.map(writerInto);
  return (event, context) => {
    const written: Written = {};
    for (const write of writers) write(written, event, context);
    return written;
  };
}

function writerInto(field: WireField): WriteInto {
  const { name } = field;
  if ("value" in field) {
    return (written, event, context) => {
      written[name] = field.value(event, context);
    };
  }
  if ("fields" in field) {
    const writeInside = writerOf(field.fields);
    return (written, event, context) => {
      const inside = writeInside(event, context);
      if (field.always || isFilled(inside)) written[name] = inside;
    };
  }
  if ("each" in field) {
    return (written, event) => {
      written[name] = field.items(event)?.map((item) => writeItem(field.each, item));
    };
  }
  return (written, event) => {
    for (const [member, value] of field.members(event)) define(written, member, value);
  };
}

function writeItem(each: List["each"], item: Item): Written {
  const written: Written = {};
  for (const { name, value } of each) written[name] = value(item);
  return written;
}

function isFilled(written: Written): boolean {
  for (const name in written) if (written[name] !== undefined) return true;
  return false;
}

/** A field's code may be `__proto__`, which an assignment would not write. */
function define(written: Written, name: string, value: unknown): void {
  if (name !== "__proto__") written[name] = value;
  else Object.defineProperty(written, name, { value, enumerable: true, configurable: true, writable: true });
}

/** One line of the table "wire field ← source". */
export interface WireRow {
  /** With the objects around it: `Contact.Email`, `ChangedProperties[].Name`. */
  field: string;
  from: string;
}

/** What a style writes of a type, field by field. */
export const wireRows = ({ fields }: Wire): WireRow[] => rowsOf(fields, "");

function rowsOf(fields: readonly WireField[], under: string): WireRow[] {
  return fields.flatMap((field) => {
    const place = under + field.name;
    if ("fields" in field) return rowsOf(field.fields, `${place}.`);
    if (!("each" in field)) return [{ field: place, from: field.from }];
    return [
      { field: place, from: field.from },
      ...field.each.map(({ name, from }) => ({ field: `${place}[].${name}`, from })),
    ];
  });
}

/** A field that says the same in every body. */
export const constant = (name: string, text: string): WireField => ({
  name,
  from: JSON.stringify(text),
  value: () => text,
});
