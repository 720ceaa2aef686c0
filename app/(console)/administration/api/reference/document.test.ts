import { describe, expect, it } from "vitest";
import { openApiDocument } from "@/lib/api/openapi";
import { OPERATIONS } from "@/lib/api/operations";
import type { ApiDocument, ApiOperation } from "@/lib/api/queries";
import { findOperations, forThisPage } from "./document";

const document = openApiDocument({ publicUrl: "https://elsewhere.example" }) as unknown as ApiDocument;
const shown = forThisPage(document, { origin: "http://127.0.0.1:3000", clientId: 42 });

const parametersOf = (id: string) =>
  Object.values(shown.paths)
    .flatMap((methods) => Object.values(methods))
    .find(({ operationId }: ApiOperation) => operationId === id)?.parameters ?? [];

describe("the document of the reference (S2.4)", () => {
  it("calls the site that the browser is on, whatever PUBLIC_URL says", () => {
    expect(shown.servers).toEqual([{ url: "http://127.0.0.1:3000" }]);
  });

  it("fills in the account that is looked at, and no id that means nothing here", () => {
    const examples = parametersOf("getWebhook").map(({ name, example }) => [name, example]);
    expect(examples).toContainEqual(["clientId", 42]);
    expect(examples).toContainEqual(["id", undefined]);
    const all = OPERATIONS.flatMap(({ id }) => parametersOf(id)).filter(
      (parameter) => parameter.in === "path",
    );
    expect(
      all.filter(({ name, example }) => (name === "clientId" ? example !== 42 : example !== undefined)),
    ).toEqual([]);
  });

  it("leaves the document it is made of as it was", () => {
    expect(document.servers).toEqual([expect.objectContaining({ url: "https://elsewhere.example" })]);
  });
});

describe("finding an operation", () => {
  const found = (text: string) => [...findOperations(shown, text)];

  it("shows all while nothing is typed", () => {
    expect(found(" ")).toHaveLength(OPERATIONS.length);
  });

  it.each([
    ["create a webhook", "createWebhook"],
    ["CreateWebhook", "createWebhook"],
    ["post /webhooks", "createWebhook"],
    ["personas put", "replacePersonas"],
  ])("by %s finds %s", (text, id) => {
    expect(found(text)).toContain(id);
  });

  it("needs every word, and finds nothing where one fits nowhere", () => {
    expect(found("webhook get")).not.toContain("createWebhook");
    expect(found("webhook zebra")).toEqual([]);
  });
});
