import type { SettingInWords } from "./settings-in-words";

export interface ChangedField {
  label: string;
  theirs: string[];
  yours: string[];
}

/**
 * The fields in which what was saved meanwhile differs from what the form began with, or from what stands in it now;
 * each in both versions.
 */
export function changedFields(
  began: SettingInWords[],
  theirs: SettingInWords[],
  yours: SettingInWords[],
): ChangedField[] {
  return theirs.flatMap(({ label, lines }, index) => {
    const before = began[index]?.lines ?? [];
    const mine = yours[index]?.lines ?? [];
    const same = sameLines(lines, before) && sameLines(lines, mine);
    return same ? [] : [{ label, theirs: lines, yours: mine }];
  });
}

const sameLines = (a: string[], b: string[]) => JSON.stringify(a) === JSON.stringify(b);
