import { readFileSync } from "node:fs";
import { createConfig, lintFromString } from "@redocly/openapi-core";
import { describe, expect, it } from "vitest";
import { CALLS } from "@/e2e/fixtures/doors";
import { VERSION } from "@/lib/version";
import { openApiDocument } from "./openapi";
import { OPERATIONS } from "./operations";

const document = openApiDocument({ publicUrl: "https://tidings.acme.test" });

describe("the OpenAPI document", () => {
  it("has no finding of redocly's recommended rules", async () => {
    const config = await createConfig({ extends: ["recommended"] });
    const source = JSON.stringify(document);
    const findings = await lintFromString({ source, absoluteRef: "openapi.json", config });
    expect(findings.map(({ ruleId, message, location }) => [ruleId, message, location[0]?.pointer])).toEqual(
      [],
    );
  });

  it("names every operation once, and each has a handler", () => {
    const ids = OPERATIONS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const called = new Set(CALLS.map(([method, path]) => `${method} ${path}`));
    expect(OPERATIONS.filter(({ method, path }) => !called.has(`${method} ${path}`))).toEqual([]);
  });

  it("describes what each event type is sent as in each style that writes it, with the sample that is sent", () => {
    const sent = document.webhooks as Record<string, { post: { requestBody: unknown } }>;
    expect(Object.keys(sent)).toEqual(
      expect.arrayContaining([
        "persona.threshold_passed.simple",
        "message.opened.stream",
        "contact.updated.signed",
      ]),
    );
    expect(sent["message.opened.stream"]?.post.requestBody).toMatchObject({
      content: { "application/json": { schema: { type: "array" }, example: [{ type: "open" }] } },
    });
  });

  it("says the product's version", () => {
    expect(JSON.parse(readFileSync("package.json", "utf8")).version).toBe(VERSION);
    expect(document.info.version).toBe(VERSION);
  });

  it.each(OPERATIONS.map((operation) => [operation.id, operation] as const))(
    "%s shows examples that its own schemas take",
    (_, { body, answers }) => {
      for (const { value } of Object.values(body?.examples ?? {})) {
        expect(body?.schema.safeParse(value).error?.issues ?? []).toEqual([]);
      }
      for (const { schema, example } of Object.values(answers)) {
        if (schema) expect(schema.safeParse(example).error?.issues ?? []).toEqual([]);
      }
    },
  );
});
