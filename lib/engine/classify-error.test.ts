import { describe, expect, it } from "vitest";
import { classifyError, type Phase, UNJUDGED_ADDRESS } from "@/lib/engine/classify-error";

function errorWith(code: string, message = `connect ${code} 10.0.0.1:443`, more = {}): Error {
  return Object.assign(new Error(message), { code, syscall: "connect", ...more });
}

describe("an error of the network", () => {
  it.each<[string, Phase, string]>([
    ["ENETUNREACH", "connecting", "own_network_down"],
    ["ENETDOWN", "connecting", "own_network_down"],
    ["EADDRNOTAVAIL", "connecting", "own_network_down"],
    ["EMFILE", "connecting", "own_network_down"],
    ["ECONNREFUSED", "connecting", "connect_refused"],
    ["ETIMEDOUT", "connecting", "connect_timeout"],
    ["ETIMEDOUT", "waiting", "connection_reset"],
    ["ECONNRESET", "securing", "connection_reset"],
    ["EPIPE", "waiting", "connection_reset"],
  ])("%s while %s is %s, and the log gets no address", (code, phase, reason) => {
    expect(classifyError(errorWith(code), phase)).toEqual({ reason, detail: code });
  });

  it("at one of several addresses is the receiver's before it is ours", () => {
    const both = new AggregateError([errorWith("ENETUNREACH"), errorWith("ECONNREFUSED")]);
    expect(classifyError(both, "connecting")).toEqual({ reason: "connect_refused", detail: "ECONNREFUSED" });
    const ours = new AggregateError([errorWith("ENETUNREACH"), errorWith("ENETUNREACH")]);
    expect(classifyError(ours, "connecting")).toEqual({ reason: "own_network_down", detail: "ENETUNREACH" });
  });

  it("within a handshake is a fault of TLS, unless the socket itself failed", () => {
    const elsewhere = errorWith(UNJUDGED_ADDRESS, "elsewhere", { syscall: undefined });
    expect(classifyError(elsewhere, "securing").reason).toBe("private_address");
    const unnamed = errorWith("UNSPECIFIED", "CA md too weak", { syscall: undefined });
    expect(classifyError(unnamed, "securing")).toEqual({
      reason: "tls_failed",
      detail: "UNSPECIFIED: CA md too weak",
    });
  });
});

describe("an error that nobody foresaw", () => {
  it("is ours before the request left, the receiver's after", () => {
    expect(classifyError(new TypeError("x"), "connecting").reason).toBe("own_network_down");
    expect(classifyError(new TypeError("x"), "waiting").reason).toBe("malformed_response");
    expect(classifyError("x", "connecting")).toEqual({ reason: "own_network_down", detail: "UNKNOWN: x" });
  });
});
