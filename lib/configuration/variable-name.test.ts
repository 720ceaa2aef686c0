import { describe, expect, it } from "vitest";
import { proposeVariable } from "./variable-name";

describe("a proposed variable", () => {
  it.each([
    ["Hot leads", "password", "HOT_LEADS_PASSWORD"],
    ["  Größe: 2 / é ", "X-Api-Key", "GROSSE_2_E_X_API_KEY"],
    ["2 fast", "password", "WEBHOOK_2_FAST_PASSWORD"],
    ["顧客", "password", "WEBHOOK_PASSWORD"],
    ["Tidings", "Secret-Key", "WEBHOOK_TIDINGS_SECRET_KEY"],
    ["x".repeat(200), "password", `${"X".repeat(40)}_PASSWORD`],
  ])("of %j and %j is %s", (label, field, expected) => {
    expect(proposeVariable(label, field, new Set())).toBe(expected);
  });

  it("is another one for each secret", () => {
    const taken = new Set<string>();
    const names = ["A b", "a-b", "A_B"].map((label) => proposeVariable(label, "password", taken));
    expect(names).toEqual(["A_B_PASSWORD", "A_B_PASSWORD_2", "A_B_PASSWORD_3"]);
  });
});
