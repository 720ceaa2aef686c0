import { describe, expect, it, vi } from "vitest";
import { readCorpus } from "@/e2e/corpora/read-corpus";
import { PUBLIC, ZONE } from "@/e2e/corpora/zone";
import { type EgressRules, parseEgress } from "@/lib/engine/egress";
import { createResolver, type ResolverOptions } from "@/lib/engine/resolve-host";

const strict: EgressRules = { allowCidrs: [], resolve: new Map(), extraCa: null, addresses: [] };

function corpusResolver() {
  const asked = new Map<string, number>();
  const lookup = async (host: string) => {
    const rounds = ZONE[host];
    if (!rounds) throw new Error(`the test's zone lacks ${host}`);
    const round = asked.get(host) ?? 0;
    asked.set(host, round + 1);
    return rounds[Math.min(round, rounds.length - 1)] ?? [];
  };
  return createResolver({ ...strict, addresses: ["198.41.0.4"] }, { lookup, cacheMs: 0 });
}

function resolverOf(lookup: ResolverOptions["lookup"], options: ResolverOptions = {}) {
  return createResolver(strict, { lookup, ...options });
}

const hostOf = (url: string) => new URL(url).hostname;

describe("G2: every name of the corpora is judged by its answers", () => {
  it.each(readCorpus("refuse", "dns"))("refuses $text ($reason)", async ({ text }) => {
    const resolver = corpusResolver();
    // The rebinding name shows its good side once: that answer is what the connection is pinned to.
    if (text.includes("rebind")) {
      expect(await resolver.resolve(hostOf(text))).toMatchObject({
        ok: true,
        addresses: [{ address: PUBLIC }],
      });
    }
    expect(await resolver.resolve(hostOf(text))).toEqual({ ok: false, reason: "private_address" });
  });

  it.each(readCorpus("accept", "dns"))("accepts $text ($reason)", async ({ text }) => {
    const resolution = await corpusResolver().resolve(hostOf(text));
    if (text.includes("nxdomain")) expect(resolution).toEqual({ ok: false, reason: "dns_lookup_failed" });
    else expect(resolution.ok).toBe(true);
  });

  it("puts IPv4 answers first", async () => {
    const resolution = await corpusResolver().resolve("dual.corpus.example.com");
    expect(resolution.ok && resolution.addresses.map(({ family }) => family)).toEqual([4, 6]);
  });
});

describe("look-ups", () => {
  it("are shared by all who ask for the same name meanwhile", async () => {
    const lookup = vi.fn(async () => [PUBLIC]);
    const resolver = resolverOf(lookup, { cacheMs: 0 });
    await Promise.all(
      ["a.example.com", "A.example.com", "a.example.com."].map((host) => resolver.resolve(host)),
    );
    expect(lookup).toHaveBeenCalledTimes(1);
  });

  it("are kept for 30 s at most, and judged each time", async () => {
    let now = 0;
    const lookup = vi.fn(async () => [PUBLIC]);
    const egress = { ...strict };
    const resolver = createResolver(egress, { lookup, now: () => now, cacheMs: 600_000 });
    expect((await resolver.resolve("a.example.com")).ok).toBe(true);
    now = 29_999;
    egress.addresses = [PUBLIC];
    expect((await resolver.resolve("a.example.com")).ok).toBe(false);
    expect(lookup).toHaveBeenCalledTimes(1);
    now = 30_000;
    await resolver.resolve("a.example.com");
    expect(lookup).toHaveBeenCalledTimes(2);
  });

  it("that fail are not kept", async () => {
    const lookup = vi.fn(async () => [PUBLIC]).mockRejectedValueOnce(new Error("SERVFAIL"));
    const resolver = resolverOf(lookup);
    expect(await resolver.resolve("a.example.com")).toEqual({ ok: false, reason: "dns_lookup_failed" });
    expect((await resolver.resolve("a.example.com")).ok).toBe(true);
  });

  it("are waited for no longer than they may take", async () => {
    const never = () => new Promise<string[]>(() => {});
    const failed = { ok: false, reason: "dns_lookup_failed" };
    expect(await resolverOf(never, { timeoutMs: 50 }).resolve("a.example.com")).toEqual(failed);
    expect(await resolverOf(never).resolve("a.example.com", { timeoutMs: 50 })).toEqual(failed);
  });

  it("take 256 answers, not 257", async () => {
    const answers = Array.from({ length: 257 }, (_, n) => `93.184.${n >> 8}.${n & 255}`);
    expect((await resolverOf(async () => answers.slice(1)).resolve("a.example.com")).ok).toBe(true);
    expect((await resolverOf(async () => answers).resolve("a.example.com")).ok).toBe(false);
  });
});

describe("EGRESS_RESOLVE", () => {
  it("answers in place of DNS and is judged like it", async () => {
    const lookup = vi.fn(async () => [PUBLIC]);
    const entries = { EGRESS_RESOLVE: "a.test=127.0.0.1:8443,b.test=93.184.216.34|127.0.0.1" };
    const denied = createResolver(parseEgress(entries), { lookup });
    const allowed = createResolver(parseEgress({ ...entries, EGRESS_ALLOW_CIDRS: "127.0.0.0/8" }), {
      lookup,
    });
    expect(await denied.resolve("a.test")).toEqual({ ok: false, reason: "private_address" });
    expect(await denied.resolve("b.test")).toEqual({ ok: false, reason: "private_address" });
    expect(await allowed.resolve("A.test.")).toEqual({
      ok: true,
      addresses: [{ address: "127.0.0.1", family: 4, port: 8443 }],
    });
    expect(lookup).not.toHaveBeenCalled();
  });
});
