import { describe, expect, it } from "vitest";
import { PROBLEMS, Problem, type ProblemName } from "@/lib/errors";
import { PROBLEM_TEXTS } from "@/texts/problem-types";
import { operationsNeeding, operationsWith } from "./find-operations";
import { OPERATIONS } from "./operations";
import { problemsOf } from "./problems-of";

const names = Object.keys(PROBLEMS) as ProblemName[];

describe("operations that are looked for", () => {
  it("are those that need the scope, each under one scope", () => {
    const scopes = [...new Set(OPERATIONS.map(({ scope }) => scope))];
    expect(scopes.flatMap(operationsNeeding)).toHaveLength(OPERATIONS.length);
    expect(operationsNeeding("secrets:read").map(({ id }) => id)).toContain("listSigningKeys");
  });

  it("are those that can be answered with the problem", () => {
    expect(operationsWith("webhook_limit_reached")).toEqual([
      expect.objectContaining({ id: "createWebhook", method: "POST", summary: "Create a webhook" }),
    ]);
    expect(operationsWith("not_found")).toBe("every");
    expect(operationsWith("sign_in_expired")).toEqual([]);
  });

  it("stand in the order of the reference: chapters, then an address before those below it", () => {
    const webhooks = OPERATIONS.filter(({ section }) => section === "Webhooks").map(({ id }) => id);
    expect(webhooks.slice(0, 5)).toEqual([
      ...["listWebhooks", "createWebhook", "getWebhook", "updateWebhook", "deleteWebhook"],
    ]);
  });
});

describe("the page of a problem type", () => {
  it("says of each who answers with it: an operation of the API, or somebody else", () => {
    const byNobody = names.filter(
      (name) => operationsWith(name).length === 0 && PROBLEM_TEXTS[name].elsewhere === undefined,
    );
    expect(byNobody).toEqual([]);
  });

  it("has a page for everything that an operation can answer with", () => {
    const answered = OPERATIONS.flatMap((operation) => [...problemsOf(operation).values()].flat());
    expect(answered.filter((name) => !(name in PROBLEM_TEXTS))).toEqual([]);
  });

  it.each(names)("tells what %s means, what to do, and shows it as it is answered", (name) => {
    const { means, todo, example } = PROBLEM_TEXTS[name];
    for (const text of [means, ...todo]) expect(text).toMatch(/^[A-Z].*\.$/);
    expect(todo.length).toBeGreaterThan(0);
    expect(new Problem(name, example.detail).body().type).toBe(`/problems/${name}`);
    for (const { message, remedy } of example.errors ?? []) {
      expect(message).not.toBe("");
      expect(remedy).toMatch(/\.$/);
    }
  });
});
