/**
 * The two printed forms of reading an answer (decision 18), `$data.get('WH5').get('promocode')` and
 * `$!mathTool.toInteger($data.contacts_get_by_email.get(0).id)`: steps `.get('x')`, `.get(0)` and `.name`, `$!` for
 * "nothing if missing", `mathTool.toInteger`. Nothing else is a method.
 */
export interface Reference {
  begin: number;
  end: number;
  /** Begins with "data". */
  path: (string | number)[];
  /** Where the path itself stands. */
  pathBegin: number;
  pathEnd: number;
  toInteger: boolean;
  /** Writes nothing where the value is missing; otherwise the reference itself stays, as in Velocity. */
  quiet: boolean;
}

export interface ReferenceFault {
  begin: number;
  message: string;
}

const BEGIN = /\$(!?)(?:(mathTool)(?=\.)|data(?=\.[A-Za-z_]))/y;
const INNER = /\s*\$!?data(?=\.[A-Za-z_])/y;
const GET = /\.get\(\s*(?:'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"|(\d{1,9}))\s*\)/y;
const NAME = /\.([A-Za-z_]\w{0,199})/y;

/** The reference that begins here; undefined for a dollar sign that is text. */
export function readReference(text: string, at: number): Reference | ReferenceFault | undefined {
  const begun = match(BEGIN, text, at);
  if (!begun) return undefined;
  const quiet = begun[1] === "!";
  if (begun[2] === undefined) {
    const read = readPath(text, at, at + begun[0].length);
    if ("message" in read) return read;
    const { path, pathEnd } = read;
    return { begin: at, end: pathEnd, path, pathBegin: at, pathEnd, toInteger: false, quiet };
  }
  return readToInteger(text, at, at + begun[0].length, quiet);
}

function readToInteger(text: string, begin: number, at: number, quiet: boolean): Reference | ReferenceFault {
  const method = match(NAME, text, at);
  if (method?.[1] !== "toInteger" || text[at + method[0].length] !== "(") {
    return { begin, message: "mathTool has the method toInteger alone" };
  }
  const inside = at + method[0].length + 1;
  const inner = match(INNER, text, inside);
  if (!inner) return { begin, message: "toInteger takes a reference to $data" };
  const pathBegin = inside + inner[0].indexOf("$");
  const read = readPath(text, pathBegin, inside + inner[0].length);
  if ("message" in read) return read;
  const closing = match(/\s*\)/y, text, read.pathEnd);
  if (!closing) return { begin, message: "the bracket of toInteger is not closed" };
  const end = read.pathEnd + closing[0].length;
  return { begin, end, path: read.path, pathBegin, pathEnd: read.pathEnd, toInteger: true, quiet };
}

function readPath(
  text: string,
  begin: number,
  from: number,
): { path: Reference["path"]; pathEnd: number } | ReferenceFault {
  const path: Reference["path"] = ["data"];
  let at = from;
  for (;;) {
    const got = match(GET, text, at);
    const named = got ? null : match(NAME, text, at);
    const step = got ?? named;
    if (!step) return { path, pathEnd: at };
    const end = at + step[0].length;
    if (named && text[end] === "(") return { begin, message: notAMethod(named[1] ?? "") };
    path.push(got ? argumentOf(got) : (step[1] ?? ""));
    at = end;
  }
}

const argumentOf = ([, single, double, index]: RegExpExecArray) =>
  index === undefined ? unescaped(single ?? double ?? "") : Number(index);

const notAMethod = (name: string) =>
  name === "get" ? "get takes one name in quotes, or one number" : `there is no method ${name}`;

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

const unescaped = (text: string) => text.replace(/\\(.)/g, "$1");

/** As `mathTool` does it: cut towards zero; undefined for what is no number. */
export function toInteger(value: unknown): number | undefined {
  if (typeof value !== "number" && (typeof value !== "string" || value.trim() === "")) return undefined;
  const number = Math.trunc(Number(value));
  return Number.isFinite(number) ? number : undefined;
}
