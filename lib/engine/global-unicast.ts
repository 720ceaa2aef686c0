import ipaddr from "ipaddr.js";

type Address = ReturnType<typeof ipaddr.parse>;

/** Whether an address belongs to somebody on the internet: allocated, global and unicast. */
export function isGlobalUnicast(address: Address): boolean {
  if (address.range() !== "unicast" || isWithin(address, MISSED_BY_IPADDR)) return false;
  return address.kind() === "ipv4" || isWithin(address, ALLOCATED_IPV6);
}

export type AddressRange = ReturnType<typeof ipaddr.parseCIDR>;

export function isWithin(address: Address, ranges: AddressRange[]): boolean {
  return ranges.some((range) => address.kind() === range[0].kind() && address.match(range));
}

/** Azure's wire server, reachable from every machine there and from nowhere else: ipaddr.js calls it unicast. */
const MISSED_BY_IPADDR = ["168.63.129.16/32"].map((range) => ipaddr.parseCIDR(range));

/**
 * The blocks with status ALLOCATED in IANA's "IPv6 Global Unicast Address Assignments" (2024-11-01).
 * ipaddr.js calls everything unicast that it has no name for (`::7f00:1`, `100:0:0:1::/64`, `4000::`), so a list
 * of what is given out is needed rather than one of what isn't. 2001::/23 and 2002::/16 (tunnels) are left out.
 */
const ALLOCATED_IPV6 = [
  "2001:200::/23",
  "2001:400::/23",
  "2001:600::/23",
  "2001:800::/22",
  "2001:c00::/23",
  "2001:e00::/23",
  "2001:1200::/23",
  "2001:1400::/22",
  "2001:1800::/23",
  "2001:1a00::/23",
  "2001:1c00::/22",
  "2001:2000::/19",
  "2001:4000::/23",
  "2001:4200::/23",
  "2001:4400::/23",
  "2001:4600::/23",
  "2001:4800::/23",
  "2001:4a00::/23",
  "2001:4c00::/23",
  "2001:5000::/20",
  "2001:8000::/19",
  "2001:a000::/20",
  "2001:b000::/20",
  "2003::/18",
  "2400::/12",
  "2410::/12",
  "2600::/12",
  "2610::/23",
  "2620::/23",
  "2630::/12",
  "2800::/12",
  "2a00::/12",
  "2a10::/12",
  "2c00::/12",
].map((range) => ipaddr.parseCIDR(range));
