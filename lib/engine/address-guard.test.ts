import { describe, expect, it } from "vitest";
import { readCorpus } from "@/e2e/corpora/read-corpus";
import { judgeAddress, judgeUrl, MAX_URL_LENGTH, type UrlPolicy } from "@/lib/engine/address-guard";
import { type EgressRules, parseEgress } from "@/lib/engine/egress";

const strict: EgressRules = { allowCidrs: [], resolve: new Map(), extraCa: null, addresses: [] };
const loopback: EgressRules = { ...strict, allowCidrs: ["127.0.0.0/8", "::1/128"] };

function judge(url: string, egress = strict, policy: UrlPolicy = "https") {
  const verdict = judgeUrl(url, policy, egress);
  return verdict.ok ? "accepted" : verdict.reason;
}

describe("G1: every URL of the corpora is judged as it says, from its text alone", () => {
  it.each(readCorpus("refuse", "static", "parse", "scheme", "policy", "esc"))(
    "refuses $text ($tag: $reason)",
    ({ text }) => {
      const verdict = judgeUrl(text, "https", strict);
      expect(verdict).toMatchObject({ ok: false, message: expect.any(String), remedy: expect.any(String) });
    },
  );

  it.each(readCorpus("refuse"))("lets an operator allow loopback addresses alone: $text", ({ text, tag }) => {
    if (tag === "dns" || tag === "redirect" || tag === "header") return;
    const verdict = judgeUrl(text, "https", loopback);
    if (verdict.ok) expect(verdict.literal).toMatch(/^127\.|^::1$/);
  });

  it.each(readCorpus("accept", "static"))("accepts $text ($reason)", ({ text }) => {
    expect(judge(text)).toBe("accepted");
  });

  it.each([...readCorpus("refuse", "dns", "redirect"), ...readCorpus("accept", "dns")])(
    "leaves $text to what its name resolves to",
    ({ text }) => {
      expect(judge(text)).toBe("accepted");
    },
  );
});

describe("S1.30: the endpoint must be HTTPS and not localhost", () => {
  it.each(["", "example.com/hook", "http://example.com/", "/hook"])("says how to write %j", (url) => {
    expect(judgeUrl(url, "https", strict)).toMatchObject({
      reason: "scheme",
      message: "Use a full URL that starts with https://.",
    });
  });

  it.each(["https://localhost/", "https://LOCALHOST:8443/x", "https://a.localhost/", "https://localhost./"])(
    "says that %s can't be used, whatever the operator allows",
    (url) => {
      const generous = parseEgress({
        EGRESS_ALLOW_CIDRS: "127.0.0.0/8",
        EGRESS_RESOLVE: "localhost=127.0.0.1",
      });
      for (const egress of [strict, generous]) {
        expect(judgeUrl(url, "https", egress)).toMatchObject({
          reason: "localhost",
          message: "localhost can't be used as an endpoint.",
        });
      }
    },
  );
});

describe("the policies", () => {
  it("let http pass only where it is allowed", () => {
    expect(judge("http://example.com/", strict, "http_allowed")).toBe("accepted");
    expect(judge("https://example.com/", strict, "http_allowed")).toBe("accepted");
    expect(judge("ftp://example.com/", strict, "http_allowed")).toBe("scheme");
    expect(judge("http://127.0.0.1/", strict, "http_allowed")).toBe("address");
  });

  it("require port 443 of an event stream", () => {
    expect(judge("https://example.com/", strict, "https_443")).toBe("accepted");
    expect(judge("https://example.com:443/", strict, "https_443")).toBe("accepted");
    expect(judge("https://example.com:8443/", strict, "https_443")).toBe("port");
    expect(judge("http://example.com/", strict, "https_443")).toBe("scheme");
  });

  it("refuse port 0", () => {
    expect(judge("https://example.com:0/", strict)).toBe("port");
  });
});

describe("what the operator allows", () => {
  it("lets literals inside the range pass, and nothing else", () => {
    expect(judge("https://127.0.0.1:8443/", loopback)).toBe("accepted");
    expect(judge("https://2130706433/", loopback)).toBe("accepted");
    expect(judge("https://[::1]/", loopback)).toBe("accepted");
    expect(judge("https://10.0.0.1/", loopback)).toBe("address");
    expect(judge("https://[::ffff:127.0.0.1]/", loopback)).toBe("address");
  });

  it("lets a name with a private ending pass if EGRESS_RESOLVE answers it", () => {
    const egress = parseEgress({ EGRESS_RESOLVE: "Receiver.Test.=127.0.0.1" });
    expect(judge("https://receiver.test/", egress)).toBe("accepted");
    expect(judge("https://receiver.test./", egress)).toBe("accepted");
    expect(judge("https://other.test/", egress)).toBe("host");
  });
});

describe("a URL's parts", () => {
  it("come back folded, ready to connect to", () => {
    expect(judgeUrl("https://Example.COM.:8443/a?b#c", "https", strict)).toMatchObject({
      host: "example.com",
      port: 8443,
      literal: null,
    });
    expect(judgeUrl("https://[2606:4700:4700::1111]/", "https", strict)).toMatchObject({
      literal: "2606:4700:4700::1111",
      port: 443,
    });
  });

  it("are refused above 2,048 characters", () => {
    const longest = `https://example.com/${"a".repeat(MAX_URL_LENGTH - 20)}`;
    expect(judge(longest)).toBe("accepted");
    expect(judge(`${longest}a`)).toBe("malformed");
  });

  it("are judged without telling any address", () => {
    const verdict = judgeUrl("https://2130706433/", "https", strict);
    expect(JSON.stringify(verdict)).not.toContain("127.0.0.1");
  });
});

describe("addresses", () => {
  it.each(["168.63.129.16", "::7f00:1", "100:0:0:1::1", "1::", "2000::1", "3ffe::1", "4000::1", "2420::1"])(
    "that ipaddr.js takes for unicast are refused: %s",
    (address) => {
      expect(judgeAddress(address, strict)).toBe(false);
    },
  );

  it.each(["0177.0.0.1", "1.2.3", "example.com", "", "fe80::1%eth0"])(
    "in no usual spelling are refused: %j",
    (text) => {
      expect(judgeAddress(text, strict)).toBe(false);
    },
  );

  it("of our own are refused, for a service hidden by a firewall is open to us", () => {
    expect(judgeAddress("93.184.216.34", { ...strict, addresses: ["93.184.216.34"] })).toBe(false);
    expect(judgeAddress("93.184.216.34", { ...strict, ownAddresses: ["93.184.216.34"] })).toBe(false);
    expect(judgeAddress("93.184.216.35", { ...strict, ownAddresses: ["93.184.216.34"] })).toBe(true);
  });
});

describe("EGRESS_*", () => {
  it("means nothing where it is empty", () => {
    expect(parseEgress({ EGRESS_ALLOW_CIDRS: "", EGRESS_RESOLVE: "", EGRESS_CA_FILE: "" })).toMatchObject(
      strict,
    );
  });

  it("takes several answers, ports and IPv6 in brackets", () => {
    const { resolve } = parseEgress({ EGRESS_RESOLVE: "a.test=127.0.0.1:8443|[::1]:8443, B.test.=10.0.0.1" });
    expect([...resolve]).toEqual([
      [
        "a.test",
        [
          { address: "127.0.0.1", port: 8443 },
          { address: "::1", port: 8443 },
        ],
      ],
      ["b.test", [{ address: "10.0.0.1", port: null }]],
    ]);
  });

  it.each([
    { EGRESS_ALLOW_CIDRS: "127.0.0.1" },
    { EGRESS_ALLOW_CIDRS: "10.0.0.0/33" },
    { EGRESS_ALLOW_CIDRS: "0177.0.0.0/8" },
    { EGRESS_RESOLVE: "a.test" },
    { EGRESS_RESOLVE: "a.test=::1" },
    { EGRESS_RESOLVE: "a.test=b.test" },
    { EGRESS_RESOLVE: "a.test=127.0.0.1:70000" },
    { EGRESS_RESOLVE: "a.test=127.0.0.1|" },
    { EGRESS_CA_FILE: "/nonexistent.pem" },
    { EGRESS_CA_FILE: import.meta.filename },
  ])("is refused with its name when malformed: %j", (env) => {
    const [variable = ""] = Object.keys(env);
    expect(() => parseEgress(env)).toThrow(new RegExp(`^${variable}: .+\\. (Write|Name) `));
  });
});
