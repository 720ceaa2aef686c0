import { isOwnVariable } from "./secret-references";

/** Long labels would make names that nobody can read. */
const MAX_STEM = 40;

/** A name for a secret's variable, made of the webhook's label and the field: HOT_LEADS_PASSWORD. */
export function proposeVariable(label: string, field: string, taken: Set<string>): string {
  const stem = plain(label).slice(0, MAX_STEM).replace(/_+$/, "");
  const name = [stem, plain(field)].filter(Boolean).join("_");
  const isUsable = /^[A-Z]/.test(name) && stem !== "" && !isOwnVariable(name);
  const proposed = isUsable ? name : `WEBHOOK_${name}`;
  let unique = proposed;
  for (let number = 2; taken.has(unique); number++) unique = `${proposed}_${number}`;
  taken.add(unique);
  return unique;
}

const plain = (text: string) =>
  text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "");
