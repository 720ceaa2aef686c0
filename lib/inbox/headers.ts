import type { Keyring } from "@/lib/keyring";

/** No header's name has a colon: it marks a value that is a ciphertext. */
const SEALED = "sealed:";
const MASK = "••••••••";

export const HEADER_TABLE = "inbox_requests";

type Pairs = [string, string][];
type Place = { id: string; accountId: number };

/** Credentials are kept like those of webhooks, never as they are. `secret` are names in lower case. */
export function sealHeaders(keyring: Keyring, place: Place, headers: Pairs, secret: Set<string>): Pairs {
  return headers.map(([name, value], index) =>
    secret.has(name.toLowerCase())
      ? [SEALED + name, keyring.seal(value, headerPlace(place, index))]
      : [name, value],
  );
}

/** As they were received, or, without `credentials`, with those masked (decision 29). */
export function openHeaders(
  keyring: Keyring,
  place: Place,
  headers: Pairs,
  { credentials }: { credentials: boolean },
) {
  return headers.map(([name, value], index) => {
    if (!name.startsWith(SEALED)) return { name, value, masked: false };
    const opened = credentials ? keyring.open(value, headerPlace(place, index)) : null;
    return { name: name.slice(SEALED.length), value: opened ?? MASK, masked: opened === null };
  });
}

/** The sealed ones, each with its place; `resealHeaders` takes their new ciphertexts in the same order. */
export const sealedHeaders = (place: Place, headers: Pairs) =>
  headers.flatMap(([name, value], index) =>
    name.startsWith(SEALED) ? [{ ciphertext: value, place: headerPlace(place, index) }] : [],
  );

export function resealHeaders(headers: Pairs, ciphertexts: string[]): Pairs {
  const next = ciphertexts.values();
  return headers.map(([name, value]) => [
    name,
    name.startsWith(SEALED) ? (next.next().value ?? value) : value,
  ]);
}

const headerPlace = ({ id, accountId }: Place, index: number) => ({
  accountId,
  table: HEADER_TABLE,
  row: id,
  column: `headers.${index}`,
});
