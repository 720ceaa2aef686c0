import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { it } from "vitest";

it("the client's types are what the OpenAPI document says at present: else run `npm run client`", async () => {
  await promisify(execFile)(process.execPath, ["bin/client.mjs", "--check"]);
});
