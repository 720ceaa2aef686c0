import { describe, expect, it } from "vitest";
import { readContactField, STANDARD_FIELDS, type TemplateField } from "@/lib/templates/contact-fields";
import type { JsonObject } from "@/lib/vocabulary";

const contact = (properties: JsonObject, email: string | null = "a@example.org") => ({
  ...{ id: "7", email, properties },
});
const read = (name: string, properties: JsonObject, fields: TemplateField[] = []) =>
  readContactField(contact(properties), name, fields);

describe("a contact's field", () => {
  it.each([
    ["firstname", { FirstName: "Ada" }],
    ["firstname", { firstname: "Ada", FirstName: "Eve" }],
    ["firstname", { f_FirstName: "Ada" }],
    ["firstname", { first_name: "Ada" }],
    ["FIRSTNAME", { "First Name": "Ada" }],
    ["city", { f_City: "Ada" }],
    ["TOWN", { town: "Ada" }],
    ["birthdate", { f_dtBirth: "Ada" }],
    ["postalCode", { zip_code: "Ada" }],
    ["phone", { Mobile: "Ada" }],
  ])(
    "S4.2, S5.13: of the standard ones is found under a platform's own spelling: %s of %j",
    (name, properties) => {
      expect(read(name, { other: 1, ...properties })).toBe("Ada");
    },
  );

  it("is a property of exactly its name first, also one without a value", () => {
    expect(read("city", { City: "x", city: null })).toBeNull();
    expect(read("Shoe size", { "Shoe size": 42 })).toBe(42);
    expect(read("shoe size", { "Shoe size": 42 })).toBeUndefined();
  });

  it("of type e-mail is the contact's address; a further one keeps what was posted to it, as in the signed style", () => {
    const fields: TemplateField[] = [
      { code: "f_EMail", type: "email" },
      { code: "f_EMail2", type: "email" },
    ];
    expect(read("f_EMail", { f_EMail: "x@example.org" }, fields)).toBe("a@example.org");
    expect(read("f_EMail2", { f_EMail2: "x@example.org" }, fields)).toBe("x@example.org");
    expect(read("f_EMail2", {}, fields)).toBe("a@example.org");
    expect(readContactField(contact({ f_EMail: "x" }, null), "f_EMail", fields)).toBe("x");
  });

  it("id and email are the contact's own, whatever properties are called so", () => {
    expect(read("id", { id: "x" })).toBe("7");
    expect(read("email", { email: "x" })).toBe("a@example.org");
    expect(readContactField(contact({ email: "x" }, null), "email", [])).toBeUndefined();
  });

  it("has one name, one merge tag and no spelling in common with another", () => {
    const names = STANDARD_FIELDS.flatMap(({ name, mergeTag }) => [name, mergeTag]);
    expect(new Set(names).size).toBe(names.length);
    const spellings = STANDARD_FIELDS.flatMap(({ properties }) => [...new Set(properties)]);
    expect(new Set(spellings).size).toBe(spellings.length);
  });

  it.each(["__proto__", "constructor", "toString"])("is never one of an object: %s", (name) => {
    expect(read(name, {})).toBeUndefined();
  });
});
