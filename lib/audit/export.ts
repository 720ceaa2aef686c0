import type { Caller } from "@/lib/accounts/caller";
import { audit as t } from "@/texts/audit";
import { plainSentence, sentenceOf } from "@/texts/audit-sentence";
import { csvLine } from "./csv";
import { listAudit } from "./list";
import { type AuditEntryView, type AuditFilter, EXPORTED_ENTRIES } from "./schema";

const PAGE = 500;

/**
 * The filtered entries as CSV, newest first, piece by piece; the last line says so where there are more than `limit`.
 * @throws Problem 400
 */
export async function* exportAudit(
  caller: Caller,
  filter: AuditFilter,
  limit = EXPORTED_ENTRIES,
): AsyncGenerator<string, void> {
  // The mark by which spreadsheets recognise UTF-8.
  let piece = `\uFEFF${csvLine(t.csv.columns)}`;
  let cursor: string | undefined;
  for (let left = limit; left > 0; ) {
    const page = await listAudit(caller, { ...filter, cursor, limit: Math.min(PAGE, left) });
    left -= page.entries.length;
    yield piece + page.entries.map((entry) => csvLine(cellsOf(entry))).join("");
    piece = "";
    if (page.next === null) return;
    cursor = page.next;
  }
  yield csvLine([t.csv.cut(limit)]);
}

function cellsOf(entry: AuditEntryView): string[] {
  const { at, actor, action, target, details } = entry;
  return [
    ...[at, actor.kind, actor.id ?? "", actor.name, action, plainSentence(sentenceOf(entry))],
    ...[target.kind, target.id, target.name ?? "", JSON.stringify(details)],
  ];
}
