import { readFileSync, writeFileSync } from "node:fs";
import openapiTypes, { astToString, COMMENT_HEADER } from "openapi-typescript";
import { openApiDocument } from "@/lib/api/openapi";

/** What bin/client.mjs bundles and runs. The address of an installation leaves no trace in the types. */
const document = openApiDocument({ publicUrl: "http://127.0.0.1:3000" });
const file = "client/schema.d.ts";
const types =
  COMMENT_HEADER + astToString(await openapiTypes(JSON.stringify(document), { defaultNonNullable: false }));

if (!process.argv.includes("--check")) {
  writeFileSync(file, types);
} else if (readFileSync(file, "utf8") !== types) {
  process.stderr.write(`${file} is not what the OpenAPI document says. Run: npm run client\n`);
  process.exitCode = 1;
}
