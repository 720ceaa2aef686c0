import { describe, expect, it } from "vitest";
import { templateSettingsSchema } from "@/lib/templates/schema";

describe("the settings of a data request", () => {
  const valid = { parameters: { in: "query", pairs: [] }, body: { format: "none" } };

  it.each([
    [valid],
    [{ ...valid, body: { format: "xml", template: "<a/>" } }],
    [{ ...valid, parameters: { in: "headers", pairs: [{ name: "a", value: "" }] } }],
  ])("are taken as people write them: %j", (given) => {
    expect(templateSettingsSchema.parse(given)).toEqual(given);
  });

  it.each([
    [{ ...valid, body: { format: "none", template: "x" } }],
    [{ ...valid, body: { format: "json" } }],
    [{ ...valid, body: { format: "json", template: "" } }],
    [{ ...valid, body: { format: "yaml", template: "x" } }],
    [{ ...valid, body: { format: "json", template: "x".repeat(262_145) } }],
    [{ ...valid, parameters: { in: "body", pairs: [] } }],
    [{ ...valid, parameters: { in: "query", pairs: [{ name: "", value: "x" }] } }],
    [{ ...valid, parameters: { in: "query", pairs: [{ name: "a\n", value: "x" }] } }],
    [{ ...valid, parameters: { in: "query", pairs: Array(51).fill({ name: "a", value: "" }) } }],
    [{ ...valid, more: 1 }],
  ])("are refused otherwise: %j", (given) => {
    expect(templateSettingsSchema.safeParse(given).success).toBe(false);
  });
});
