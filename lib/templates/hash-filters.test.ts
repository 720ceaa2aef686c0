import { createHash, createHmac } from "node:crypto";
import fc from "fast-check";
import { expect, it } from "vitest";
import { rendered } from "./rendered.fixture";

it("decision 18: hashes are those of node, whatever the text", () => {
  const text = fc.string({ unit: "binary" }).filter((each) => each.isWellFormed());
  fc.assert(
    fc.property(text, text, (x, key) => {
      const event = { data: { x, key } };
      expect(rendered("${event.x | sha256} ${event.x | hmac_sha256: event.key}", { event })).toBe(
        `${createHash("sha256").update(x).digest("hex")} ${createHmac("sha256", key).update(x).digest("hex")}`,
      );
    }),
  );
});

it("decision 18: an address is hashed as receivers ask for it", () => {
  expect(rendered("${' John.Doe@Example.org ' | strip | downcase | sha256}")).toBe(
    createHash("sha256").update("john.doe@example.org").digest("hex"),
  );
});
