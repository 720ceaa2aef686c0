import { describe, expect, it } from "vitest";
import { OPERATIONS } from "@/lib/api/operations";
import { limitRows } from "./limit-rows";
import { scopeRows } from "./scope-rows";

describe("the page REST API", () => {
  it("lists every operation under the scope that it needs, so that nobody has to guess", () => {
    const listed = scopeRows().flatMap(({ operations }) => operations.map(({ id }) => id));
    expect(listed.toSorted()).toEqual(OPERATIONS.map(({ id }) => id).toSorted());
  });

  it("S2.6: tells the limits in force, with how much of them is used", () => {
    const rows = limitRows({ used: 7, limit: 100, perMinute: 12_000 });
    expect(rows.map(({ what, limit }) => `${what}: ${limit}`)).toEqual([
      "Calls of this API: 12,000 a minute, for each key or person",
      "Webhooks: 7 of 100 used",
      "Body of a call: 1 MiB of JSON",
      "URL of a webhook: 2,048 characters",
      "Label and description: 200 and 2,000 characters",
      "Headers of a webhook: 50, each up to 8 KiB, together 16 KiB",
      "Posted event: 256 KiB",
      "Request with events: 8 MiB, 1 to 1,000 events",
      "JSON: nested up to 64 levels deep",
    ]);
  });
});
