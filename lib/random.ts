/** Random bytes are fetched a few thousand at a time: asking for 16 costs as much, and every id and nonce needs some. */
const POOL = new Uint8Array(4_096);
let used = POOL.length;

/** 16 bytes that nobody else gets. They are overwritten later: to be used at once. */
export function sixteenRandomBytes(): Uint8Array {
  if (used + 16 > POOL.length) {
    crypto.getRandomValues(POOL);
    used = 0;
  }
  used += 16;
  return POOL.subarray(used - 16, used);
}
