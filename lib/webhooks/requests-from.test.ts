import { expect, it, onTestFinished } from "vitest";
import { openWorld } from "@/e2e/fixtures/world";
import { requestsFrom } from "./requests-from";

it("S2.20, decision 32: tells administrators our addresses, and nobody anything where they aren't set", async () => {
  const told = await openWorld({ env: { EGRESS_ADDRESSES: "203.0.113.10, 2001:db8::7" } });
  onTestFinished(() => told.close());
  expect(requestsFrom(told.caller, "administrator")).toEqual(["203.0.113.10", "2001:db8::7"]);
  expect(requestsFrom(told.caller, "member")).toEqual([]);
  const silent = await openWorld();
  onTestFinished(() => silent.close());
  expect(requestsFrom(silent.caller, "administrator")).toEqual([]);
});
