import secureJson from "secure-json-parse";
import type { FieldProblem } from "@/lib/errors";
import { explainJson } from "@/lib/events/parse-json-fault";
import type { Json } from "@/lib/vocabulary";

export const MAX_DEPTH = 64;
export const MAX_EVENT_BYTES = 256 * 1024;

export type ParsedJson = { ok: true; value: Json } | { ok: false; problem: FieldProblem };

/**
 * Reads a body as strict UTF-8 JSON. Refused, because the receiver would otherwise get something else than
 * the producer wrote: bytes that aren't UTF-8, and names that stand twice in one object (JSON.parse keeps
 * the last). Refused because they are attacks: __proto__, constructor.prototype, and bottomless nesting,
 * which is found in the bytes before anything that recurses sees it (G11).
 */
export function parseJsonBody(bytes: Uint8Array, { depth = MAX_DEPTH } = {}): ParsedJson {
  const shape = measureShape(bytes, depth);
  if (shape.tooDeep)
    return refused("The body nests too deep", `Nest objects and lists at most ${depth} levels deep.`);
  let text: string;
  try {
    text = utf8.decode(bytes);
  } catch {
    return refused("The body is not UTF-8", "Encode the body as UTF-8.");
  }
  try {
    const value: Json = secureJson.parse(text);
    if (countMembers(value) === shape.members) return { ok: true, value };
  } catch (error) {
    // A SyntaxError is the text's fault, which explainJson finds and words; all else is ours.
    if (!(error instanceof SyntaxError)) throw error;
  }
  return { ok: false, problem: explainJson(text) };
}

/**
 * Which events are over the size limit, by index; a single event is index 0. An event's size is that of its
 * compact JSON, which is what gets stored and sent, so indentation costs a producer nothing. No event of a
 * small body can be over the limit, hence the shortcut that nearly every request takes.
 */
export function measureEvents(value: Json | undefined, bodyBytes: number, limit = MAX_EVENT_BYTES): number[] {
  if (value === undefined || bodyBytes <= limit) return [];
  const events = Array.isArray(value) ? value : [value];
  return events.flatMap((event, index) => (Buffer.byteLength(JSON.stringify(event)) > limit ? [index] : []));
}

/** `fatal` refuses what is not UTF-8 instead of replacing it; a byte order mark is skipped. */
const utf8 = new TextDecoder("utf-8", { fatal: true });

const QUOTE = 0x22;
const COLON = 0x3a;
const BACKSLASH = 0x5c;

/**
 * Depth and number of object members, from the bytes: no byte of a multi-byte character looks like one of
 * these signs. Stops at the first bracket too many, so 50,000 of them cost no more than 65.
 */
function measureShape(bytes: Uint8Array, depth: number): { tooDeep: boolean; members: number } {
  let level = 0;
  let members = 0;
  for (let at = 0; at < bytes.length; at++) {
    switch (bytes[at]) {
      case QUOTE:
        for (at++; at < bytes.length && bytes[at] !== QUOTE; at++) if (bytes[at] === BACKSLASH) at++;
        break;
      case COLON:
        members++;
        break;
      case 0x5b: // [
      case 0x7b: // {
        if (++level > depth) return { tooDeep: true, members };
        break;
      case 0x5d: // ]
      case 0x7d: // }
        level--;
    }
  }
  return { tooDeep: false, members };
}

/** Fewer members than colons in the text means that a name stood twice. */
function countMembers(value: Json): number {
  let members = 0;
  const open: Json[] = [value];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next !== "object" || next === null) continue;
    const children = Array.isArray(next) ? next : Object.values(next);
    if (!Array.isArray(next)) members += children.length;
    for (const child of children) if (typeof child === "object" && child !== null) open.push(child);
  }
  return members;
}

const refused = (message: string, remedy: string): ParsedJson => ({
  ok: false,
  problem: { path: "", message, remedy },
});
