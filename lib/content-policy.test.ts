import { describe, expect, it } from "vitest";
import { contentPolicy, newNonce } from "./content-policy";

describe("the content policy", () => {
  it("G8: lets only scripts with the answer's nonce run, and nothing frame or rebase the page", () => {
    const policy = contentPolicy("abc");
    expect(policy).toContain("script-src 'self' 'nonce-abc' 'strict-dynamic';");
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
    expect(policy).toMatch(/object-src 'none'; base-uri 'none'; frame-ancestors 'none'/);
  });

  it("G8: never repeats a nonce in 100 answers, and each has 128 bits", () => {
    const nonces = Array.from({ length: 100 }, newNonce);
    expect(new Set(nonces).size).toBe(100);
    for (const nonce of nonces) expect(Buffer.from(nonce, "base64")).toHaveLength(16);
  });
});
