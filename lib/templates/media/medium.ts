import type { Budget } from "@/lib/templates/budget";

/** What a template is written in. */
export type MediumName = "json" | "xml" | "html" | "text" | "url" | "header";

/** Where in it an expression can stand, as the editor says it (texts/expressions.ts). */
export type PlaceName =
  | "json_string"
  | "json_value"
  | "xml_text"
  | "xml_attribute"
  | "xml_cdata"
  | "html_text"
  | "html_attribute"
  | "html_link"
  | "text"
  | "url"
  | "header";

/**
 * How values are written so that they stay values (decision 19). The template's own text is read sign by sign; the
 * number says where it has got to. A value that is written never changes the place.
 */
export interface Medium {
  name: MediumName;
  start: number;
  /** Where the template's text leads to. */
  advance(place: number, text: string): number;
  /** What the place is called; undefined where nothing can be written. */
  placeName(place: number): PlaceName | undefined;
  /** @throws ValueRefused for what the medium can't carry */
  write(place: number, value: unknown, budget: Budget): string;
}

/** The value can't be written in this medium at all. */
export class ValueRefused extends Error {
  constructor(
    what: string,
    readonly remedy: string,
  ) {
    super(what);
  }
}

/** Half a character has no UTF-8; the receiver would get a question mark for it. */
export function wellFormed(text: string): string {
  if (text.isWellFormed()) return text;
  throw new ValueRefused("holds half a character", "Correct the value where it comes from.");
}

/** A medium whose every place is alike. */
export const uniform = (
  name: "text" | "url" | "header",
  write: (value: unknown, budget: Budget) => string,
): Medium => ({
  name,
  start: 0,
  advance: () => 0,
  placeName: () => name,
  write: (_, value, budget) => write(value, budget),
});
