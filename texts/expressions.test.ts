import { expect, it } from "vitest";
import { STANDARD_FIELDS } from "@/lib/templates/contact-fields";
import { STANDARD_FIELD_LABELS } from "@/texts/expressions";

it("has a word for every standard field, and for no other", () => {
  expect(Object.keys(STANDARD_FIELD_LABELS).sort()).toEqual(STANDARD_FIELDS.map(({ name }) => name).sort());
});
