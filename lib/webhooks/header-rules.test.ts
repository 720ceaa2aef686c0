import { describe, expect, it } from "vitest";
import { headerOf, readCorpus } from "@/e2e/corpora/read-corpus";
import { type HeaderContext, judgeBasicUsername, judgeHeaders } from "@/lib/webhooks/header-rules";

const none: HeaderContext = {};

function faults(names: (string | [string, string])[], context = none) {
  const headers = names.map((entry) =>
    typeof entry === "string" ? { name: entry, value: "v" } : { name: entry[0], value: entry[1] },
  );
  return judgeHeaders(headers, context);
}

describe("G9: every header of the corpora is judged as it says", () => {
  it.each(readCorpus("refuse", "header"))("refuses $text ($reason)", (entry) => {
    expect(judgeHeaders([headerOf(entry)], none)).toHaveLength(1);
  });

  it.each(readCorpus("accept", "header"))("accepts $text ($reason)", (entry) => {
    expect(judgeHeaders([headerOf(entry)], none)).toEqual([]);
  });
});

describe("decision 14: names that are ours or the connection's", () => {
  it.each([
    ...[
      "Host",
      "connection",
      "Keep-Alive",
      "CONTENT-LENGTH",
      "content-type",
      "Transfer-Encoding",
      "TE",
      "Trailer",
    ],
    ...[
      "Upgrade",
      "Expect",
      "Accept-Encoding",
      "Metadata-Flavor",
      "X-aws-ec2-metadata-token",
      "X-DI-Signature",
    ],
    ...["X-aws-ec2-metadata-token-ttl-seconds", "Proxy-Connection", "Webhook-Id", "webhook-anything"],
  ])("are refused: %s", (name) => {
    expect(faults([name])).toMatchObject([{ index: 0, part: "name" }]);
  });

  it("let workflow webhooks choose their content type", () => {
    expect(faults(["Content-Type"], { ...none, allowContentType: true })).toEqual([]);
  });

  it.each(["", "X A", "X:A", "X-Ä", "X\u0000"])("must be tokens: %j", (name) => {
    expect(faults([name])).toMatchObject([{ index: 0, part: "name" }]);
  });

  it("appear once, in any case", () => {
    expect(faults(["X-A", "X-B", "x-a"])).toMatchObject([
      { index: 2, part: "name", message: "appears twice" },
    ]);
  });

  it("don't repeat the authorization that the authentication sends", () => {
    expect(faults(["authorization"])).toEqual([]);
    expect(faults(["authorization"], { sent: ["authorization"] })).toMatchObject([
      { index: 0, part: "name" },
    ]);
  });
});

describe("values", () => {
  it.each(["a\nb", "a\tb", "\u007f", "\u0085", "\u009f", "snow ☃", "\ud800"])("are refused: %j", (value) => {
    expect(faults([["X-A", value]])).toMatchObject([{ index: 0, part: "value" }]);
  });

  it.each(["", "plain", "ÿ and é", "a\u00a0b"])("may be any other Latin-1 text: %j", (value) => {
    expect(faults([["X-A", value]])).toEqual([]);
  });
});

describe("limits", () => {
  it("allow 50 headers", () => {
    const names = Array.from({ length: 51 }, (_, index) => `X-${index}`);
    expect(faults(names.slice(0, 50))).toEqual([]);
    expect(faults(names)).toMatchObject([{ index: 50, part: "all" }]);
  });

  it("allow 8 KiB each", () => {
    expect(faults([["X-A", "v".repeat(8_189)]])).toEqual([]);
    expect(faults([["X-A", "v".repeat(8_190)]])).toMatchObject([{ index: 0, part: "all" }]);
  });

  it("allow 16 KiB together", () => {
    const half: [string, string][] = ["X-A", "X-B"].map((name) => [name, "v".repeat(8_189)]);
    expect(faults(half)).toEqual([]);
    expect(faults([...half, ["X", ""]])).toMatchObject([{ index: 2, part: "all" }]);
  });
});

describe("a Basic user name", () => {
  it("has no colon and no control characters", () => {
    expect(judgeBasicUsername("user")).toBeNull();
    expect(judgeBasicUsername("us:er")?.message).toBe("contains a colon");
    expect(judgeBasicUsername("us\ner")?.message).toBe("contains control characters");
  });
});
