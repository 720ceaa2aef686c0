import { randomInt } from "node:crypto";

const LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

/** Ten codes such as `k7f2m-9qxwd`, of letters that can't be mistaken for one another: 49 bits each. */
export const newBackupCodes = (): string[] => Array.from({ length: 10 }, () => `${five()}-${five()}`);

const five = () => Array.from({ length: 5 }, () => LETTERS[randomInt(LETTERS.length)]).join("");

/** What a person typed, as the code that is meant: an app's six digits or a backup code. */
export function readCode(typed: string): { kind: "app" | "backup_code"; code: string } {
  const plain = typed.toLowerCase().replace(/[\s-]/g, "");
  if (/^\d{6}$/.test(plain)) return { kind: "app", code: plain };
  return { kind: "backup_code", code: `${plain.slice(0, 5)}-${plain.slice(5)}` };
}
