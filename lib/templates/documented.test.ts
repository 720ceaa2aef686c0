import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { MAX_STEPS } from "@/lib/templates/budget";
import { STANDARD_FIELDS } from "@/lib/templates/contact-fields";
import { FILTER_NAMES } from "@/lib/templates/filters";
import { MAX_NESTING, MAX_PART_LENGTH, MAX_PARTS } from "@/lib/templates/parser";
import { MAX_BODY_CHARACTERS } from "@/lib/templates/schema";
import { TAG_NAMES } from "@/lib/templates/tags";

const page = readFileSync("docs/expressions.md", "utf8");

it("the page of expressions names every filter, tag, standard field and limit that there is, and no other filter", () => {
  const [, filters = ""] = /## Filters\n([\s\S]*?)\n## /.exec(page) ?? [];
  const named = [...filters.matchAll(/`([a-z_0-9]+)(?::[^`]*)?`/g)].map(([, name]) => name);
  expect(new Set(named.filter((name) => name !== "now"))).toEqual(new Set(FILTER_NAMES));
  for (const tag of TAG_NAMES) expect(page).toMatch(new RegExp(`(\\{% |\`)${tag}\\b`));
  for (const { name, mergeTag } of STANDARD_FIELDS) expect(page).toContain(`\`${name}\` \`%${mergeTag}%\``);
  for (const limit of [MAX_STEPS, MAX_PART_LENGTH, MAX_PARTS, MAX_NESTING, MAX_BODY_CHARACTERS]) {
    expect(page).toContain(limit.toLocaleString("en"));
  }
});
