import type { FieldProblem } from "@/lib/errors";
import { type LineAndColumn, placeAt } from "@/lib/templates/place-at";

/** What is wrong with a template, or with what it came to, at its field and in words. */
export interface TemplateFault extends FieldProblem, Partial<LineAndColumn> {}

/** Within one template: the field that it stands in is named by who compiles it. */
export type PlacedFault = Omit<TemplateFault, "path">;

/** A fault at a place of the source. The place is told in words too, for those who only read the message. */
export function faultAt(source: string, begin: number, message: string, remedy: string): PlacedFault {
  const place = placeAt(source, begin);
  return { message: `line ${place.line}, column ${place.column}: ${message}`, remedy, ...place };
}

/** For those who see it beside a field, which marks no places: its sentence tells where it is. */
export const problemOf = ({ message, remedy }: PlacedFault, path: string): FieldProblem => ({
  ...{ path, message, remedy },
});
