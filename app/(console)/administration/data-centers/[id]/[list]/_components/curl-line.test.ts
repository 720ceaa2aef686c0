import { execFileSync } from "node:child_process";
import { expect, it } from "vitest";
import { curlLine } from "./curl-line";

/** What a shell would hand to curl. */
const argumentsOf = (command: string) =>
  execFileSync("sh", ["-c", command.replace(/^curl/, "printf '%s\\n'")], {
    env: { ...process.env, TIDINGS_API_KEY: "tdg_x" },
    encoding: "utf8",
  }).split("\n");

it("is one command that sends the present list, whatever its names are", () => {
  const items = [{ id: 1, name: `It's "$HOME" \\ \`x\`` }];
  const words = argumentsOf(curlLine("https://example.com/api", "mailings", items));
  expect(words).toContain("Authorization: Bearer tdg_x");
  expect(JSON.parse(words.at(-2) ?? "")).toEqual({ mailings: items });
});

it("reads a long list from a file", () => {
  expect(argumentsOf(curlLine("https://example.com/api", "leadScorings", undefined)).at(-2)).toBe(
    "@leadScorings.json",
  );
});
