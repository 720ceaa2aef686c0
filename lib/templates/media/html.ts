import { type Medium, ValueRefused, wellFormed } from "@/lib/templates/media/medium";
import { textOf } from "@/lib/templates/value-text";

/**
 * Where in HTML the text has got to (HTML Living Standard, 13.2.5, as far as it tells what a value may do there).
 * Places are words that carry what is known: the name of the tag, of the attribute, and how its value is quoted.
 */
type Step = (place: string, sign: string) => string;

/** Their content is no text to read: a value in it would be a program's or a style sheet's. */
const RAW = ["script", "style"];
/** Attributes that lead somewhere. */
const LEADING = [
  ...["href", "src", "action", "background", "cite", "formaction", "poster"],
  ...["data", "longdesc", "ping", "xlink:href"],
];
/** Those whose values are programs, or styles; `onclick` and its like besides. */
const PROGRAMS = ["style", "srcdoc", "srcset", "on"];

const BLANK = /[\s/]/;

const STEPS: Record<string, Step> = {
  text: (_, sign) => (sign === "<" ? "open" : "text"),
  open: (_, sign) => {
    if (sign === "!") return "bang";
    if (/[a-z]/i.test(sign)) return `name ${known(RAW, sign)}`;
    return sign === "/" || sign === "?" ? "other" : sign === "<" ? "open" : "text";
  },
  /** An end tag, a declaration: nothing can be written there. */
  other: (_, sign) => (sign === ">" ? "text" : "other"),
  bang: (_, sign) => (sign === "-" ? "bang-" : sign === ">" ? "text" : "other"),
  "bang-": (_, sign) => (sign === "-" ? "comment" : sign === ">" ? "text" : "other"),
  comment: (_, sign) => (sign === "-" ? "comment-" : "comment"),
  "comment-": (_, sign) => (sign === "-" ? "comment--" : "comment"),
  "comment--": (_, sign) => (sign === ">" ? "text" : sign === "-" ? "comment--" : "comment"),
  /** The name of a tag. */
  name: (place, sign) => {
    const name = place.slice(5);
    if (sign === ">") return inside(name);
    return BLANK.test(sign) ? `tag ${name}` : `name ${known(RAW, name + sign)}`;
  },
  /** Between attributes. */
  tag: (place, sign) => {
    const name = place.slice(4);
    if (sign === ">") return inside(name);
    return BLANK.test(sign) ? place : `attribute ${name} ${known(ATTRIBUTES, sign)}`;
  },
  attribute: (place, sign) => {
    const [, name = "", attribute = ""] = place.split(" ");
    if (sign === ">") return inside(name);
    if (sign === "=") return `value ${name} ${attribute}`;
    if (BLANK.test(sign)) return `after ${name} ${attribute}`;
    return `attribute ${name} ${known(ATTRIBUTES, attribute + sign)}`;
  },
  /** Behind an attribute's name. */
  after: (place, sign) => {
    const [, name = "", attribute = ""] = place.split(" ");
    if (sign === ">") return inside(name);
    if (sign === "=") return `value ${name} ${attribute}`;
    return BLANK.test(sign) ? place : `attribute ${name} ${known(ATTRIBUTES, sign)}`;
  },
  /** Before an attribute's value. */
  value: (place, sign) => {
    const [, name = "", attribute = ""] = place.split(" ");
    if (sign === ">") return inside(name);
    if (/\s/.test(sign)) return place;
    const leads = LEADING.includes(attribute) ? "url" : PROGRAMS.includes(attribute) ? "program" : "plain";
    if (sign === '"') return `double ${name} ${leads} begin`;
    return sign === "'" ? `single ${name} ${leads} begin` : `bare ${name}`;
  },
  double: (place, sign) => quoted(place, sign, '"'),
  single: (place, sign) => quoted(place, sign, "'"),
  /** A value without quotes ends at the first blank, so none is written there. */
  bare: (place, sign) => {
    const name = place.slice(5);
    if (sign === ">") return inside(name);
    return /\s/.test(sign) ? `tag ${name}` : place;
  },
  raw: (place, sign) => {
    const [, name = "", seen = ""] = place.split(" ");
    const end = `</${name}`;
    const next = `${seen}${sign.toLowerCase()}`;
    if (next === end) return "other";
    return `raw ${name} ${end.startsWith(next) ? next : sign === "<" ? "<" : ""}`;
  },
};

/** Within a tag's element. */
const inside = (name: string) => (RAW.includes(name) ? `raw ${name} ` : "text");

const ATTRIBUTES = [...LEADING, ...PROGRAMS];

/** A name as far as it matters, so that there are few places however names are called. */
function known(names: readonly string[], name: string): string {
  const lower = name.toLowerCase();
  if (names === ATTRIBUTES && lower.startsWith("on")) return "on";
  return names.some((each) => each.startsWith(lower)) ? lower : OTHER;
}

/** Begins none of the names above, and neither does what it grows to. */
const OTHER = "?";

function quoted(place: string, sign: string, quote: string): string {
  const [kind, name, leads] = place.split(" ");
  return sign === quote ? `tag ${name}` : `${kind} ${name} ${leads} within`;
}

const places: string[] = ["text"];
const numbers = new Map<string, number>([["text", 0]]);

function numberOf(place: string): number {
  const known = numbers.get(place);
  if (known !== undefined) return known;
  numbers.set(place, places.length);
  return places.push(place) - 1;
}

const kindOf = (place: string) => place.split(" ", 1)[0] as string;

/** For mails: text, and attributes in quotes. Nothing is written into scripts, styles and comments. */
export const HTML_MEDIUM: Medium = {
  name: "html",
  start: 0,
  advance(from, text) {
    let place = places[from] as string;
    for (const sign of text) place = (STEPS[kindOf(place)] as Step)(place, sign);
    return numberOf(place);
  },
  placeName(at) {
    const place = places[at] as string;
    const kind = kindOf(place);
    if (kind === "text") return "html_text";
    if (kind !== "double" && kind !== "single") return undefined;
    const [, , leads] = place.split(" ");
    if (leads === "program") return undefined;
    return leads === "url" ? "html_link" : "html_attribute";
  },
  write(at, value, budget) {
    const text = wellFormed(textOf(value, budget));
    if (HTML_MEDIUM.placeName(at) !== "html_link") return escaped(text);
    const atBegin = places[at]?.endsWith(" begin");
    return escaped(atBegin ? wholeAddress(text) : encodeURIComponent(text));
  },
};

/** An address that begins with a value: where it leads is the value's to say, but never to a program. */
function wholeAddress(text: string): string {
  const address = text.trim();
  if (address === "" || /^(https?:\/\/|mailto:|tel:|[/#?])/i.test(address)) return address;
  throw new ValueRefused(
    "is no address that a link of a mail can lead to",
    "Give it an address that begins with https://, mailto: or tel:.",
  );
}

const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => SIGNS[sign] as string);

const SIGNS: Record<string, string> = {
  ...{ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" },
};
