import { type Medium, ValueRefused } from "@/lib/templates/media/medium";
import { textOf } from "@/lib/templates/value-text";

/** How far into a mark the text has got; a mark may be cut in two by a tag of the template. */
const PLACES = [
  ...["text", "open", "tag", "double", "single", "bang", "bang_dash", "comment", "comment_dash"],
  ...["comment_end", "cdata_start", "cdata", "cdata_bracket", "cdata_end", "instruction"],
  ...["instruction_end", "declaration"],
] as const;
type Place = (typeof PLACES)[number];

/** Where each sign leads to; `*` is any other, and what is not named stays. */
const NEXT: Record<Place, Partial<Record<string, Place>>> = {
  text: { "<": "open" },
  open: { "!": "bang", "?": "instruction", "*": "tag", ">": "text" },
  tag: { ">": "text", '"': "double", "'": "single" },
  double: { '"': "tag" },
  single: { "'": "tag" },
  bang: { "-": "bang_dash", "[": "cdata_start", ">": "text", "*": "declaration" },
  bang_dash: { "-": "comment", "*": "declaration" },
  comment: { "-": "comment_dash" },
  comment_dash: { "-": "comment_end", "*": "comment" },
  comment_end: { ">": "text", "-": "comment_end", "*": "comment" },
  cdata_start: { "[": "cdata" },
  cdata: { "]": "cdata_bracket" },
  cdata_bracket: { "]": "cdata_end", "*": "cdata" },
  cdata_end: { ">": "text", "]": "cdata_end", "*": "cdata" },
  instruction: { "?": "instruction_end" },
  instruction_end: { ">": "text", "?": "instruction_end", "*": "instruction" },
  declaration: { ">": "text" },
};

const TABLE = PLACES.map(
  (place) => new Map(Object.entries(NEXT[place]).map(([sign, to]) => [sign, indexOf(to)])),
);

function indexOf(place: Place | undefined): number {
  return PLACES.indexOf(place as Place);
}

/** Of a tag, only the values of its attributes can be written; of comments and declarations nothing. */
export const XML_MEDIUM: Medium = {
  name: "xml",
  start: 0,
  advance(place, text) {
    let at = place;
    for (let index = 0; index < text.length; index++) {
      const next = TABLE[at];
      at = next?.get(text[index] as string) ?? next?.get("*") ?? at;
    }
    return at;
  },
  placeName(place) {
    switch (PLACES[place]) {
      case "text":
        return "xml_text";
      case "double":
      case "single":
        return "xml_attribute";
      // After a bracket, whether the text behind it ends the section would depend on the value being empty.
      case "cdata":
        return "xml_cdata";
      default:
        return undefined;
    }
  },
  write(place, value, budget) {
    const text = carried(textOf(value, budget));
    switch (XML_MEDIUM.placeName(place)) {
      case "xml_attribute":
        return text.replace(/[&<>"'\t\n\r]/g, (sign) => ATTRIBUTE[sign] as string);
      case "xml_cdata":
        return text.replace(/[\]>\r]/g, (sign) => CDATA[sign] as string);
      default:
        return text.replace(/[&<>\r]/g, (sign) => TEXT[sign] as string);
    }
  },
};

/** A parser reads a carriage return as a line feed, so it needs a reference of its own to stay one. */
const TEXT: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;" };
/** In attributes every white space becomes a blank otherwise. */
const ATTRIBUTE: Record<string, string> = {
  ...TEXT,
  ...{ '"': "&quot;", "'": "&#39;", "\t": "&#9;", "\n": "&#10;" },
};
/** `]]>` ends a section. None of its signs is left beside another, whatever stands after the value. */
const CDATA: Record<string, string> = {
  "]": "]]]><![CDATA[",
  ">": "]]>&gt;<![CDATA[",
  "\r": "]]>&#13;<![CDATA[",
};

const NOT_CARRIED = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

function carried(text: string): string {
  const found = NOT_CARRIED.exec(text);
  if (!found) return text;
  const code = found[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
  throw new ValueRefused(
    `holds a character that XML can't carry (U+${code})`,
    "Correct the value where it comes from, or send JSON, which carries every character.",
  );
}
