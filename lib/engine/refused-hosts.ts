/** Names that every machine takes for itself. */
const LOOPBACK_NAMES = new Set([
  "localhost",
  "localhost6",
  "ip6-localhost",
  "ip6-loopback",
  "localhost.localdomain",
  "localhost6.localdomain6",
]);

export function isLoopbackName(host: string): boolean {
  return LOOPBACK_NAMES.has(host) || host.endsWith(".localhost");
}

/**
 * Endings that no public receiver can have: IANA's special-use names (`.arpa` as a whole, for it holds
 * infrastructure alone; `example.com`, `.net` and `.org` do resolve and pass), and what private networks use.
 */
const PRIVATE_ENDINGS = new Set([
  "alt",
  "arpa",
  "corp",
  "example",
  "home",
  "internal",
  "intranet",
  "invalid",
  "lan",
  "local",
  "localdomain",
  "localdomain6",
  "onion",
  "svc",
  "test",
]);

export function hasPrivateEnding(host: string): boolean {
  return PRIVATE_ENDINGS.has(host.slice(host.lastIndexOf(".") + 1));
}

/** Letters, digits, hyphens inside, and underscores, which some real receivers have (RFC 1123, 63 and 253 octets). */
const LABEL = /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/;

export function isHostName(host: string): boolean {
  return host.length <= 253 && host.split(".").every((label) => LABEL.test(label));
}

/** The ports that browsers refuse (WHATWG fetch, "bad port"): other protocols' servers can be talked into harm. */
export const BLOCKED_PORTS = new Set([
  0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104,
  109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515,
  526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049,
  3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
]);
