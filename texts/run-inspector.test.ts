import { expect, it } from "vitest";
import { runInspector } from "./run-inspector";

it("S2.34: says how the attempts went that are only counted", () => {
  const counted = [
    { outcome: "503", runs: 1_018 },
    { outcome: "deadline_exceeded", runs: 2 },
  ];
  expect(runInspector.attempts.counted(counted)).toBe(
    "and 1,020 more: 1,018 × 503, 2 × Answer took too long",
  );
});
