import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { MASTER_LISTS } from "@/lib/data-centers/schema";
import { auditNoun } from "@/lib/data-centers/words";
import { AUDIT_ACTIONS, AUDIT_NOUNS, AUDIT_TARGETS } from "@/texts/audit-actions";
import { plainSentence, sentenceOf } from "@/texts/audit-sentence";
import type { AuditEntryView } from "./schema";

const sources = readdirSync(join(import.meta.dirname, ".."), { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
  .map((file) => readFileSync(join(import.meta.dirname, "..", file), "utf8"));

/** Those that write entries; in lines for the log stand other names of the same form. */
const recording = sources.filter((source) => /from "(@\/lib\/audit|\.)\/record(-[a-z-]+)?"/.test(source));
const found = (form: RegExp) =>
  new Set(
    recording.flatMap((source) => {
      const lines = source.split("\n").filter((line) => !/\blog\b/.test(line));
      return [...lines.join("\n").matchAll(form)].map(([, word = ""]) => word);
    }),
  );

const masterData = MASTER_LISTS.flatMap((list) => [
  ...["created", "updated", "deleted"].map((did) => `${auditNoun(list, false)}.${did}`),
  `${auditNoun(list, true)}.replaced`,
]);
const recorded = [...found(/"([a-z_]+\.[a-z_]+)"/g), ...masterData];

const entry = (changes: Partial<AuditEntryView>): AuditEntryView => ({
  ...{ id: "0", at: "2026-03-02T10:00:00.000Z", details: {}, action: "webhook.updated" },
  actor: { kind: "user", id: "u", name: "ada@example.org" },
  target: { kind: "webhook", id: "w-1", name: "Hot leads", exists: true },
  ...changes,
});
const sentence = (changes: Partial<AuditEntryView>) => plainSentence(sentenceOf(entry(changes)));

describe("the words of the audit log", () => {
  it("has words for every action that is recorded, and for no other", () => {
    expect(recorded.toSorted()).toEqual(Object.keys(AUDIT_ACTIONS).toSorted());
  });

  it("G13: is only ever added to: nothing of the product changes or removes an entry", () => {
    const changing =
      /(update|delete)\((\w+\.)*(auditEntries|entries)\)|(UPDATE|DELETE\s+FROM)\s+audit_entries/;
    expect(sources.filter((source) => source.includes("auditEntries") && changing.test(source))).toEqual([]);
    expect(sources.filter((source) => /(UPDATE|DELETE\s+FROM)\s+audit_entries/i.test(source))).toEqual([]);
  });

  it("has a group for every noun, and a kind for every target", () => {
    const nouns = new Set(Object.keys(AUDIT_ACTIONS).map((action) => action.split(".")[0] as string));
    expect([...nouns].toSorted()).toEqual(Object.keys(AUDIT_NOUNS).toSorted());
    const kinds = found(/\btarget: \{ kind: "([a-z_]+)"/g);
    expect([...kinds].toSorted()).toEqual(Object.keys(AUDIT_TARGETS).toSorted());
  });

  it("tells what was done in a sentence", () => {
    expect(sentence({})).toBe("changed webhook Hot leads");
    expect(sentence({ action: "webhook.deactivated", details: { waiting: "cancel" } })).toBe(
      "deactivated webhook Hot leads and cancelled what was waiting",
    );
    expect(sentence({ action: "user.signed_in" })).toBe("signed in");
    const details = { method: "GET", route: "/api/v1/{clientId}/webhooks" };
    expect(sentence({ action: "api_key.used", details })).toBe(
      "was used to call GET /api/v1/{clientId}/webhooks",
    );
  });

  it("calls what has no name by its id, and shows what has no words as it was recorded", () => {
    const target = { kind: "delivery", id: "d-1", name: null, exists: false };
    expect(sentence({ action: "delivery.resent", target })).toBe("sent again delivery d-1");
    expect(sentence({ action: "weather.changed", target })).toBe("weather.changed d-1");
    expect(sentence({ action: "constructor", target })).toBe("constructor d-1");
  });
});
