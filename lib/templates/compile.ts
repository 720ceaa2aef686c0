import type { Template as Node } from "liquidjs";
import { standardField, type TemplateField } from "@/lib/templates/contact-fields";
import { faultAt, type PlacedFault } from "@/lib/templates/fault";
import { MEDIA } from "@/lib/templates/media/all";
import type { Medium, MediumName, PlaceName } from "@/lib/templates/media/medium";
import type { Insert, Variable } from "@/lib/templates/nodes";
import { explainParseError } from "@/lib/templates/parse-faults";
import { TemplateParser } from "@/lib/templates/parser";
import { placeInserts } from "@/lib/templates/place-inserts";

/** What a template may name. */
export interface AllowedNames {
  /** The data center's fields. */
  fields: readonly TemplateField[];
  /** Whether `data.…` is there: in messages, conditions and contact updates, not in requests (decision 20). */
  answers: boolean;
}

/** A template that parses. It can be rendered any number of times (render.ts). */
export interface Template {
  source: string;
  medium: Medium;
  fields: readonly TemplateField[];
  nodes: readonly Node[];
  /** Every name that it reads from, in their order. */
  variables: readonly Variable[];
  /** Names that it gives itself, by `assign`, `capture` and `for`. */
  locals: ReadonlySet<string>;
  /** Where its expressions can stand, for the editor. */
  places: ReadonlyMap<Insert, readonly PlaceName[]>;
}

export type Compiled = { ok: true; template: Template } | { ok: false; faults: PlacedFault[] };

export function compileTemplate(source: string, mediumName: MediumName, allowed: AllowedNames): Compiled {
  if (!source.isWellFormed()) return { ok: false, faults: [halfCharacter(source)] };
  const medium = MEDIA[mediumName];
  const parser = new TemplateParser(source, mergeTagCodes(allowed.fields));
  let nodes: Node[];
  try {
    nodes = parser.parseSource();
  } catch (error) {
    return { ok: false, faults: [explainParseError(source, error)] };
  }
  const placed = placeInserts(nodes, medium);
  const names = new Map(
    [...placed].map(([insert, places]) => [insert, [...places].flatMap((at) => medium.placeName(at) ?? [])]),
  );
  const faults = [
    ...parser.faults.slice(0, MOST_FAULTS).map((fault) => explainParseError(source, fault)),
    ...(allowed.answers ? [] : answersRead(source, parser)),
    ...[...names]
      .filter(([, at]) => at.length === 0)
      .slice(0, MOST_FAULTS)
      .map(([insert]) => misplaced(source, insert, medium)),
  ];
  if (faults.length > 0) return { ok: false, faults: faults.sort(byPlace) };
  const { variables, locals } = parser;
  const inOrder = variables.toSorted((one, other) => one.begin - other.begin);
  const { fields } = allowed;
  return {
    ok: true,
    template: { source, medium, fields, nodes, variables: inOrder, locals, places: names },
  };
}

/** More of a kind help nobody, and each reads the template again. */
const MOST_FAULTS = 20;

/** What may stand between percent signs. `%TOWN%` is a merge tag, `%city%` is not: they are accepted as printed. */
export function mergeTagCodes(fields: readonly Pick<TemplateField, "code">[]): (code: string) => boolean {
  const codes = new Set(fields.map(({ code }) => code));
  return (code) => codes.has(code) || standardField(code)?.mergeTag === code;
}

function halfCharacter(source: string): PlacedFault {
  const begin = source.search(/\p{Cs}/u);
  return faultAt(
    source,
    begin,
    "contains half a character",
    "Remove the lone surrogate; write the whole character.",
  );
}

function answersRead(source: string, { variables, locals }: TemplateParser): PlacedFault[] {
  return variables
    .filter(({ path }) => path[0] === "data" && !locals.has("data"))
    .slice(0, MOST_FAULTS)
    .map(({ begin }) =>
      faultAt(
        source,
        begin,
        "answers of webhooks can't be sent in requests",
        "Use fields of the contact and parameters of the event; answers can stand in messages, conditions and contact updates.",
      ),
    );
}

export function misplaced(source: string, { token }: Insert, { name }: Medium): PlacedFault {
  if (name === "json") {
    const remedy = "Remove the backslash; what a value needs to stay a value is written by itself.";
    return faultAt(source, token.begin, "a backslash stands right before the expression", remedy);
  }
  const remedy = "Write it between tags or as the value of an attribute, in quotes.";
  return faultAt(source, token.begin, `an expression can't stand here in ${name.toUpperCase()}`, remedy);
}

const byPlace = (one: PlacedFault, other: PlacedFault) =>
  (one.line ?? 0) - (other.line ?? 0) || (one.column ?? 0) - (other.column ?? 0);
