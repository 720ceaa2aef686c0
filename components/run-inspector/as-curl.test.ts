import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { asCurl } from "./as-curl";

test("a body with quotes, dollars and backticks reaches curl as it is and runs nothing", () => {
  const body = `{"a":"it's $(touch /tmp/never) \`id\` \\\\ \\"x\\""}`;
  const command = asCurl({
    method: "POST",
    url: "https://example.com/?a=1&b='2'",
    headers: [
      { name: "Authorization", value: "••••••" },
      { name: "Content-Length", value: "9" },
    ],
    body,
  });
  const words = execFileSync("sh", ["-c", `curl() { printf '%s\\0' "$@"; }\n${command}`])
    .toString()
    .split("\0");
  expect(words.slice(0, -1)).toEqual([
    "-X",
    "POST",
    "https://example.com/?a=1&b='2'",
    "-H",
    "Authorization: ••••••",
    "--data-raw",
    body,
  ]);
});
