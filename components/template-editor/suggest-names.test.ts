import { describe, expect, it } from "vitest";
import { type EditorField, isClosedBy, suggestNames } from "./suggest-names";

const FIELDS: EditorField[] = [
  { code: "f_City", label: "Town of residence", type: "text" },
  { code: "odd-code", label: "Odd", type: "text" },
];
const PARAMETERS = ["orderId", "total price"];

const suggested = (before: string, { asked = false } = {}) => {
  const found = suggestNames(before, FIELDS, PARAMETERS, { asked });
  return found && { typed: before.slice(found.from), options: found.options.map(({ insert }) => insert) };
};

describe("suggestions in the editor", () => {
  it("are all contact fields and event parameters once an expression begins (S5.17)", () => {
    const found = suggested('{"city": "${');
    expect(found?.typed).toBe("");
    expect(found?.options).toEqual(
      expect.arrayContaining([
        "contact.email",
        "contact.f_City",
        "contact['odd-code']",
        "event.orderId",
        "event['total price']",
      ]),
    );
  });

  it("offer the data center's own field in place of the standard one", () => {
    expect(suggested("${")?.options).not.toContain("contact.city");
  });

  it("are found by label, by code and by the whole path", () => {
    expect(suggested("${resid")).toEqual({ typed: "resid", options: ["contact.f_City"] });
    expect(suggested("${F_C")).toEqual({ typed: "F_C", options: ["contact.f_City"] });
    expect(suggested("${event.ord")).toEqual({ typed: "event.ord", options: ["event.orderId"] });
    expect(suggested("${email | append: post")?.options).toEqual(["contact.postalCode"]);
  });

  it("put what begins with the typed letters first", () => {
    expect(suggested("${co")?.options[0]).toMatch(/^contact/);
    expect(suggested("${order")?.options).toEqual(["event.orderId"]);
  });

  it("are filters after | and tags at the beginning of a tag", () => {
    expect(suggested("${email | upc")).toEqual({ typed: "upc", options: ["upcase"] });
    expect(suggested("{% un")?.options[0]).toBe("unless");
    expect(suggested("{% endu")?.options).toEqual(["endunless"]);
    expect(suggested("{% if ord")?.options).toEqual(["event.orderId"]);
  });

  it("stay away in text, in quotes and behind an expression", () => {
    for (const text of ["", "plain", "${email}", "${email} or", "${a | default: 'or", "{% if a %}or"]) {
      expect(suggested(text, { asked: true }), text).toBeUndefined();
    }
  });

  it("come in the middle of an expression only if asked for", () => {
    expect(suggested("${email | append: ")).toBeUndefined();
    expect(suggested("${email | append: ", { asked: true })?.options).toContain("event.orderId");
  });
});

describe("an expression that a name was written into", () => {
  it("is closed by the bracket that is there, and by no bracket of the JSON around it", () => {
    expect(isClosedBy("}")).toBe(true);
    expect(isClosedBy(" | default: '{}' }")).toBe(true);
    expect(isClosedBy('"}')).toBe(false);
    expect(isClosedBy("")).toBe(false);
    expect(isClosedBy(" ${email}")).toBe(false);
  });
});
