import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { type FilterHandler, ownContext } from "@/lib/templates/context";
import { textOf } from "@/lib/templates/value-text";

/** As many steps as setting up a hash takes. */
const HASH = 100;

/** LiquidJS's own answer with a promise in browsers. */
export const HASH_FILTERS: Record<string, FilterHandler> = {
  sha256(value) {
    return bytesToHex(sha256(bytesOf(this, value)));
  },
  hmac_sha256(value, key) {
    return bytesToHex(hmac(sha256, bytesOf(this, key), bytesOf(this, value)));
  },
};

function bytesOf({ context }: ThisParameterType<FilterHandler>, value: unknown): Uint8Array {
  const { budget } = ownContext(context);
  budget.spend(HASH);
  return utf8ToBytes(textOf(value, budget));
}
