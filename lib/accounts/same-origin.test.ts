import { describe, expect, it } from "vitest";
import { addressGroup, clientAddress } from "./client-address";
import { isSameOrigin } from "./same-origin";

const HERE = { trustedProxies: 0, publicUrl: "http://127.0.0.1:3000" };
const HTTPS = { trustedProxies: 0, publicUrl: "https://tidings.example.org" };
const judge = (headers: Record<string, string>, place = HERE) => isSameOrigin(new Headers(headers), place);

describe("G7: a write with cookies", () => {
  it.each([
    [{ host: "127.0.0.1:3000", origin: "http://127.0.0.1:3000" }, HERE],
    [{ host: "Tidings.example.org", origin: "https://tidings.example.org" }, HTTPS],
    [{ host: "tidings.example.org:443", origin: "https://tidings.example.org" }, HTTPS],
    [{ host: "10.0.0.7:3000", origin: "http://10.0.0.7:3000" }, HTTPS],
    [{ host: "127.0.0.1:3000", "sec-fetch-site": "same-origin" }, HERE],
    [
      {
        host: "inner:3000",
        "x-forwarded-host": "tidings.example.org",
        origin: "https://tidings.example.org",
      },
      { ...HTTPS, trustedProxies: 1 },
    ],
  ])("passes with %o", (headers, place) => {
    expect(judge(headers as Record<string, string>, place)).toBe(true);
  });

  it.each([
    [{ host: "127.0.0.1:3000" }, HERE],
    [{ host: "127.0.0.1:3000", "sec-fetch-site": "same-site" }, HERE],
    [{ host: "127.0.0.1:3000", "sec-fetch-site": "cross-site" }, HERE],
    [{ host: "127.0.0.1:3000", origin: "null" }, HERE],
    [{ host: "127.0.0.1:3000", origin: "null", "sec-fetch-site": "same-origin" }, HERE],
    [{ host: "127.0.0.1:3000", origin: "" }, HERE],
    [{ host: "127.0.0.1:3000", origin: "http://127.0.0.1:3001" }, HERE],
    [{ host: "127.0.0.1:3000", origin: "http://127.0.0.1:3000.evil.example" }, HERE],
    [{ host: "127.0.0.1:3000", origin: "http://evil.example", "sec-fetch-site": "same-origin" }, HERE],
    [{ host: "127.0.0.1:3000", origin: "file://127.0.0.1:3000" }, HERE],
    [{ origin: "http://127.0.0.1:3000" }, HERE],
    // Plain http on the way to the https site of the same name.
    [{ host: "tidings.example.org", origin: "http://tidings.example.org" }, HTTPS],
    // Nobody in front whose word would count.
    [{ host: "inner:3000", "x-forwarded-host": "evil.example", origin: "https://evil.example" }, HTTPS],
  ])("is refused with %o", (headers, place) => {
    expect(judge(headers as Record<string, string>, place)).toBe(false);
  });
});

describe("whose request it is", () => {
  it.each([
    ["the peer, whatever else is claimed", "203.0.113.5", "1.2.3.4", 0, "203.0.113.5"],
    ["what the one proxy saw", "10.0.0.1", "6.6.6.6, 203.0.113.5", 1, "203.0.113.5"],
    ["what the outer of two proxies saw", "10.0.0.1", "6.6.6.6, 203.0.113.5, 10.0.0.2", 2, "203.0.113.5"],
    ["what is known where a proxy was left out", "10.0.0.1", "203.0.113.5", 2, "203.0.113.5"],
    ["IPv4 in IPv6 as IPv4", "::ffff:203.0.113.5", undefined, 0, "203.0.113.5"],
    ["nobody where it is no address", "10.0.0.1", "unknown", 1, null],
    ["nobody where nothing is told", undefined, undefined, 0, null],
  ])("is %s", (_, peer, forwardedFor, proxies, wanted) => {
    expect(clientAddress(peer, forwardedFor, proxies)).toBe(wanted);
  });

  it("limits count by IPv4 address and by the /64 of IPv6", () => {
    expect(addressGroup("203.0.113.5")).toBe("203.0.113.5");
    expect(addressGroup("2001:db8:1:2:3:4:5:6")).toBe(addressGroup("2001:db8:1:2::1"));
    expect(addressGroup("2001:db8:1:3::1")).not.toBe(addressGroup("2001:db8:1:2::1"));
    expect(addressGroup(null)).toBe("unknown");
  });
});
