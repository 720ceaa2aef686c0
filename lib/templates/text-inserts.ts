import { type Reference, type ReferenceFault, readReference } from "@/lib/templates/references";

/** A pasted merge tag, `%TOWN%`. */
export interface MergeTag {
  begin: number;
  end: number;
  code: string;
}

export type TextInsert = MergeTag | Reference | ReferenceFault;

const SIGN = /[%$]/g;
const MERGE_TAG = /%([A-Za-z_]\w{0,99})%/y;
/** `%C3%A4` must stay what it is. */
const TWO_HEX_DIGITS = /^[0-9a-f]{2}$/i;

/** What is put into a text besides `${…}`: merge tags of fields that exist, and the printed references. */
export function findTextInserts(text: string, isField: (code: string) => boolean): TextInsert[] {
  const found: TextInsert[] = [];
  let from = 0;
  for (const { index, 0: sign } of text.matchAll(SIGN)) {
    if (index < from) continue;
    const insert = sign === "%" ? mergeTagAt(text, index, isField) : readReference(text, index);
    if (!insert) continue;
    found.push(insert);
    from = "end" in insert ? insert.end : index + 1;
  }
  return found;
}

function mergeTagAt(text: string, begin: number, isField: (code: string) => boolean): MergeTag | undefined {
  MERGE_TAG.lastIndex = begin;
  const [whole = "", code = ""] = MERGE_TAG.exec(text) ?? [];
  if (code === "" || TWO_HEX_DIGITS.test(code) || !isField(code)) return undefined;
  return { begin, end: begin + whole.length, code };
}
